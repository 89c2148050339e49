import { type Instant, instant, type Millis } from '../model/units.ts';
import type { Wish } from './memory.ts';

/** The wishes that may still keep workers, and the number that they keep. */
export interface Held {
  readonly workers: number;
  readonly wishes: readonly Wish[];
  /** When the highest of them ends, if it keeps more than is wished for now. */
  readonly until?: Instant;
}

/**
 * Raises at once and lowers only to the highest wish of the last `hold`. A wish lasts until the next one is made, so that
 * the wish for fewer must itself have lasted for `hold`, however rarely somebody decides.
 */
export function hold(wishes: readonly Wish[], wish: number, now: Instant, length: Millis): Held {
  const last = wishes.at(-1);
  const lasting = last === undefined ? wishes : [...wishes.slice(0, -1), { ...last, at: now }];
  const higher = lasting.filter(({ at, workers }) => workers > wish && at > now - length);
  const kept = fewer([...higher, { at: now, workers: wish }]);
  const top = kept.reduce((a, b) => (b.workers > a.workers ? b : a));
  if (top.workers === wish) return { workers: wish, wishes: kept };
  return { workers: top.workers, wishes: kept, until: instant(top.at + length) };
}

/** A slowly shrinking wish would fill the memory of a long hold. */
const most = 64;

// Forgetting a wish in favour of the next higher one, moved to its time, keeps workers for longer, never for shorter.
function fewer(wishes: readonly Wish[]): readonly Wish[] {
  let kept = wishes;
  while (kept.length > most) {
    const gaps = kept.slice(0, -2).map(({ at }, index) => (kept[index + 1]?.at ?? at) - at);
    const closest = gaps.indexOf(Math.min(...gaps));
    const [one, two] = kept.slice(closest, closest + 2);
    if (one === undefined || two === undefined) return kept;
    const joined = { at: two.at, workers: Math.max(one.workers, two.workers) };
    kept = kept.toSpliced(closest, 2, joined);
  }
  return kept;
}
