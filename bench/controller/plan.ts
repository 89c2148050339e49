import type { Course } from './contender.ts';
import type { Minutes } from './controlled.ts';

/** What is measured, and for how long. */
export interface Plan {
  readonly sizes: readonly number[];
  /** Whether it is all that is published. */
  readonly isWhole: boolean;
  readonly passes: (pools: number) => number;
  /** Nothing for so many pools that it would take long and tell nothing new. */
  readonly controlled: (pools: number) => Minutes | undefined;
  readonly live: (pools: number) => Course;
  /** Where there is nobody to compare with, nothing is. */
  readonly rival: { readonly pools: number; readonly course: Course } | undefined;
}

const allSizes = [100, 1_000, 5_000];
/** What a real API server on one machine bears with both sides on it. */
const mostReal = 1_000;

/** What the words of the command ask for: numbers of pools, or `--quick`; `--no-rival` leaves out the longest part. */
export function planOf(words: readonly string[]): Plan {
  if (words.includes('--quick')) return quick;
  const numbers = words.filter((word) => word !== '--no-rival');
  const sizes =
    numbers.length === 0 ? allSizes : numbers.flatMap((word) => word.split(',')).map(sizeOf);
  const hasRival = numbers.length === words.length;
  const real = Math.min(mostReal, Math.max(...sizes));
  return {
    sizes,
    isWhole: hasRival && allSizes.every((pools) => sizes.includes(pools)),
    passes: (pools) => (pools > 1_000 ? 40 : 200),
    controlled: (pools) => (pools > 1_000 ? undefined : { idle: 5, change: 2 }),
    live: (pools) => ({
      ...live,
      changes: Math.max(3, Math.round(pools / 500) * live.changeSeconds),
      burst: Math.round(pools / 10),
    }),
    rival: hasRival
      ? { pools: real, course: { ...rival, changes: Math.max(5, Math.round(real / 12)) } }
      : undefined,
  };
}

const live = {
  settleSeconds: 150,
  quietSeconds: 3,
  idleSeconds: 10,
  changeSeconds: 10,
  tailSeconds: 15,
} as const;

const rival = {
  settleSeconds: 100,
  quietSeconds: 3,
  // whoever looks every 15 s looks once, and is met at any moment between two looks
  idleSeconds: 15,
  changeSeconds: 15,
  tailSeconds: 10,
} as const;

const quick: Plan = {
  sizes: [20],
  isWhole: false,
  passes: () => 5,
  controlled: () => ({ idle: 2, change: 1 }),
  live: () => ({
    settleSeconds: 20,
    quietSeconds: 1,
    idleSeconds: 2,
    changes: 3,
    changeSeconds: 1,
    tailSeconds: 5,
    burst: 5,
  }),
  rival: undefined,
};

function sizeOf(word: string): number {
  const pools = Number(word);
  if (!Number.isInteger(pools) || pools < 1) throw new Error(`${word} is no number of pools`);
  return pools;
}
