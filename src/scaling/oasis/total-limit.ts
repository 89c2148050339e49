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
 * come first, and of equal ones those that have workers, so that equals do not take workers from each other. From the first
 * model on of which nobody knows yet what it wants all keep what they have, and nobody before them is raised into that.
 */
export function shareLimit(claims: readonly LimitClaim[], available: number): Shares {
  const inTurn = claims.toSorted(inOrder);
  const open = openOf(inTurn, available);
  const first = inTurn.map((claim, turn) => (turn < open ? guaranteed(claim) : kept(claim)));
  let left = Math.max(0, available - sum(first));
  const given = new Map<string, number>();
  for (const [turn, { name, wanted = 0 }] of inTurn.entries()) {
    const start = first[turn] ?? 0;
    const more = turn < open ? Math.min(Math.max(0, wanted - start), left) : 0;
    given.set(name, start + more);
    left -= more;
  }
  return { given, left: open < claims.length ? 0 : left };
}

/** How many have their turn. Where more runs already than may, nobody has: what is held for the unknown would take workers from the known. */
function openOf(inTurn: readonly LimitClaim[], available: number): number {
  const unknown = inTurn.findIndex(({ wanted }) => wanted === undefined);
  if (unknown === -1) return inTurn.length;
  return sum(inTurn.map(({ current }) => current)) > available ? 0 : unknown;
}

function guaranteed({ current, wanted }: LimitClaim): number {
  return current > 0 && wanted !== 0 ? 1 : 0;
}

function kept({ current, wanted }: LimitClaim): number {
  return Math.min(wanted ?? current, current);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function inOrder(one: LimitClaim, other: LimitClaim): number {
  return (
    other.priority - one.priority ||
    Number(other.current > 0) - Number(one.current > 0) ||
    compareText(one.api, other.api) ||
    one.place - other.place
  );
}
