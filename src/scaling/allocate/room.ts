import { compareText } from '../../model/order.ts';

/** What one worker takes of a resource that is limited. */
export interface Need {
  readonly resource: string;
  readonly amount: bigint;
}

/** What is left of a quota, exact. */
export interface Room {
  /** What one worker takes of the resources that the quota names, by name; what it does not take is left out. */
  readonly needsOf: (request: ReadonlyMap<string, bigint>) => readonly Need[];
  /** The whole of a resource. */
  readonly total: (resource: string) => bigint;
  /** What is left of a resource, never below zero. */
  readonly left: (resource: string) => bigint;
  /** The first resource by name that has no room for `workers` of these needs; `undefined` where all have. */
  readonly shortOf: (needs: readonly Need[], workers: bigint) => string | undefined;
  /** Takes room for `workers`, also where there is none: a floor is given whatever the quota says. */
  readonly take: (needs: readonly Need[], workers: bigint) => void;
  /** Another room with what is left of half of each resource, rounded down, where `held` was taken already of what there is to halve. */
  readonly half: (held: ReadonlyMap<string, bigint>) => Room;
  /** The resources of which more was taken than there is, by name. */
  readonly overdrawn: () => readonly string[];
}

/** Opens a quota; a negative amount is none at all. */
export function createRoom(quota: ReadonlyMap<string, bigint>): Room {
  const total = new Map([...quota].map(([resource, amount]) => [resource, atLeastZero(amount)]));
  const left = new Map(total);
  const leftOf = (resource: string): bigint => left.get(resource) ?? 0n;
  return {
    needsOf: (request) =>
      [...request]
        .filter(([resource, amount]) => amount > 0n && total.has(resource))
        .map(([resource, amount]) => ({ resource, amount }))
        .sort((a, b) => compareText(a.resource, b.resource)),
    total: (resource) => total.get(resource) ?? 0n,
    left: (resource) => atLeastZero(leftOf(resource)),
    shortOf(needs, workers) {
      for (const { resource, amount } of needs) {
        if (amount * workers > leftOf(resource)) return resource;
      }
      return undefined;
    },
    take(needs, workers) {
      for (const { resource, amount } of needs) {
        left.set(resource, leftOf(resource) - amount * workers);
      }
    },
    half(held) {
      const halves = [...left].map(([name, amount]) => {
        const taken = held.get(name) ?? 0n;
        return [name, atLeastZero(amount + taken) / 2n - taken] as const;
      });
      return createRoom(new Map(halves));
    },
    overdrawn: () =>
      [...left]
        .filter(([, amount]) => amount < 0n)
        .map(([resource]) => resource)
        .sort(compareText),
  };
}

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
