import { compareText } from '../../model/order.ts';

/** A busy model that asks for a part of the total limit. */
export interface LimitClaim {
  readonly name: string;
  readonly priority: number;
  readonly api: 'v1' | 'v2';
  /** Where its queue came in the snapshot. */
  readonly place: number;
  readonly current: number;
  /** `undefined` while its settings are being read: it keeps what it has, and whoever comes after it gets no more. */
  readonly wanted: number | undefined;
}

export interface Shares {
  readonly given: ReadonlyMap<string, number>;
  /** What nobody took. */
  readonly left: number;
}

/**
 * Shares out what the limit leaves to busy models. A model that has workers keeps one whatever comes; then higher priorities
 * come first, and of equal ones those that have workers, so that equals do not take workers from each other.
 */
export function shareLimit(claims: readonly LimitClaim[], available: number): Shares {
  const first = new Map(claims.map((claim) => [claim.name, guaranteed(claim)]));
  let left = Math.max(0, available - [...first.values()].reduce((sum, one) => sum + one, 0));
  const given = new Map<string, number>();
  let blocked = false;
  for (const claim of claims.toSorted(inOrder)) {
    const start = first.get(claim.name) ?? 0;
    if (claim.wanted === undefined) blocked = true;
    const aim = Math.max(start, aimOf(claim, blocked ? 'blocked' : 'open'));
    // What it has stays its own while nobody knows what those before it want.
    const more = blocked ? aim - start : Math.min(aim - start, left);
    given.set(claim.name, start + more);
    left = Math.max(0, left - more);
  }
  return { given, left: blocked ? 0 : left };
}

function guaranteed({ current, wanted }: LimitClaim): number {
  return current > 0 && wanted !== 0 ? 1 : 0;
}

function aimOf({ current, wanted }: LimitClaim, state: 'blocked' | 'open'): number {
  if (wanted === undefined) return current;
  return state === 'blocked' ? Math.min(wanted, current) : wanted;
}

function inOrder(one: LimitClaim, other: LimitClaim): number {
  return (
    other.priority - one.priority ||
    Number(other.current > 0) - Number(one.current > 0) ||
    compareText(one.api, other.api) ||
    one.place - other.place
  );
}
