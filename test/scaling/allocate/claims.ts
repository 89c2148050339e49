import fc from 'fast-check';
import { millis } from '../../../src/model/units.ts';
import type { Claimant } from '../../../src/scaling/allocate/claimant.ts';

/** A pool of workers that take one of `pods` each and want three, with nothing that sets it apart. */
export function claimant(id: string, over: Partial<Claimant> = {}): Claimant {
  return {
    id,
    request: amounts({ pods: 1 }),
    floor: 0,
    demand: 3,
    weight: 1,
    priority: 0,
    waited: millis(0),
    backlog: 1,
    ...over,
  };
}

export function amounts(values: Readonly<Record<string, number>>): ReadonlyMap<string, bigint> {
  return new Map(Object.entries(values).map(([name, amount]) => [name, BigInt(amount)]));
}

export interface Case {
  readonly quota: ReadonlyMap<string, bigint>;
  readonly claimants: readonly Claimant[];
}

const size = fc.integer({ min: 0, max: 6 });

// Something of up to three resources, one of them not in every quota.
const request = fc
  .record({ cpu: size, memory: size, gpu: fc.constantFrom(0, 0, 0, 1, 2) })
  .map(amounts);

/** Claims of pools whose workers take different things. */
export const claims: fc.Arbitrary<Case> = casesOf(request);

/** Claims of pools whose workers all take the same. */
export const equalClaims: fc.Arbitrary<Case> = casesOf(fc.constant(amounts({ cpu: 2, memory: 3 })));

function casesOf(requests: fc.Arbitrary<ReadonlyMap<string, bigint>>): fc.Arbitrary<Case> {
  const claim = fc
    .record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      request: requests,
      floor: fc.constantFrom(0, 0, 0, 1, 2, 5),
      more: fc.integer({ min: 0, max: 40 }),
      weight: fc.constantFrom(1, 1, 2, 3, 0.1),
      priority: fc.constantFrom(0, 0, 0, 1, -3),
      waited: fc.constantFrom(0, 0, 30_000, 61_000, 86_400_000).map(millis),
      backlog: fc.constantFrom(0, 1, 10, 12, 1_242),
    })
    .map(({ more, ...rest }): Claimant => ({ ...rest, demand: rest.floor + more }));
  return fc.record({
    quota: fc
      .record(
        { cpu: fc.nat(120), memory: fc.nat(120), gpu: fc.nat(6), pods: fc.nat(50) },
        { requiredKeys: ['cpu'] },
      )
      .map((values) => amounts(values as Record<string, number>)),
    claimants: fc.uniqueArray(claim, { maxLength: 7, selector: ({ id }) => id }),
  });
}
