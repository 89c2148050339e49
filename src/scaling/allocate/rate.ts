import type { Need, Room } from './room.ts';

/**
 * How much one worker adds to its pool's weighted dominant share: an exact fraction, and a double near it that decides
 * the comparisons that are not close.
 */
export interface Rate {
  readonly over: bigint;
  readonly under: bigint;
  readonly near: number;
}

/** Weights are counted in millionths. */
const unit = 1_000_000n;

/** The rate of a worker with these needs, each of a resource that is there: the largest amount ÷ quota, by weight. */
export function rateOf(needs: readonly Need[], room: Room, weight: bigint): Rate {
  let over = 0n;
  let under = 1n;
  for (const { resource, amount } of needs) {
    const total = room.total(resource);
    if (amount * under > over * total) {
      over = amount;
      under = total;
    }
  }
  over *= unit;
  under *= weight;
  return { over, under, near: quotient(over, under) };
}

/** A weight times a factor of at least 1 in millionths, at least one of them; a weight that is no positive number counts as 1. */
export function exactWeight(weight: number, factor = 1): bigint {
  const product = (weight > 0 ? Math.min(weight, 1e9) : 1) * factor * Number(unit);
  return BigInt(Math.max(1, Math.round(product)));
}

/** Compares the shares of two pools that have so many workers: below zero where the first is poorer. */
export function compareShares(a: Rate, workersOfA: number, b: Rate, workersOfB: number): number {
  if (a === b) return workersOfA - workersOfB;
  const nearA = a.near * workersOfA;
  const nearB = b.near * workersOfB;
  // Doubles of such products are wrong by less than 1e-15 of themselves.
  if (Math.abs(nearA - nearB) > 1e-12 * Math.max(nearA, nearB)) return nearA - nearB;
  const exact = BigInt(workersOfA) * a.over * b.under - BigInt(workersOfB) * b.over * a.under;
  if (exact === 0n) return 0;
  return exact < 0n ? -1 : 1;
}

/** a ÷ b as a double, also where the two are too large for doubles; at most the largest double, and that where b is 0. */
export function quotient(a: bigint, b: bigint): number {
  const plain = Number(a) / Number(b);
  if (Number.isFinite(plain) && Number.isFinite(Number(b))) return plain;
  if (b === 0n) return Number.MAX_VALUE;
  const shift = BigInt(Math.max(0, 4 * b.toString(16).length - 512));
  return Math.min(Number(a >> shift) / Number(b >> shift), Number.MAX_VALUE);
}
