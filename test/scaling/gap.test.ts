import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Rate } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { at, poolInput, scaling, seen, tell } from './pool-input.ts';

interface Read {
  readonly units: number;
  readonly answered: boolean;
}

const reads = fc.array(
  fc.record({ units: fc.integer({ min: 0, max: 30 }), answered: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);
const rate = fc.option(
  fc.record({ workers: fc.integer({ min: 1, max: 5 }), per: fc.constant(millis(60_000)) }),
  { nil: undefined },
);
const start = fc.record({
  current: fc.integer({ min: 0, max: 40 }),
  hold: fc.constantFrom(millis(0), millis(60_000)),
  down: rate,
});

interface Start {
  readonly current: number;
  readonly hold: ReturnType<typeof millis>;
  readonly down: Rate | undefined;
}

function pool({ current, hold, down }: Start): PoolInput {
  return poolInput({
    current,
    scaling: scaling({ hold, ...(down && { down }), min: 1 }),
    observation: seen(-15, 30),
  });
}

/** A pool that is read every 15 seconds, where some reads give nothing. */
function replicas(input: PoolInput, all: readonly Read[]): readonly number[] {
  const moments = all.map(({ units, answered }, index) => {
    const second = index * 15;
    return answered ? { second, units } : { second };
  });
  return tell(input, moments).map((decision) => decision.replicas);
}

test('while work shrinks, reads that fail never leave fewer workers than reads that do not', () => {
  const property = fc.property(start, reads, (from, all) => {
    const falling = all.toSorted((a, b) => b.units - a.units);
    const whole = replicas(
      pool(from),
      falling.map(({ units }) => ({ units, answered: true })),
    );
    const holed = replicas(pool(from), falling);
    for (const [index, count] of whole.entries())
      assert.ok((holed[index] ?? 0) >= count, `moment ${index}: ${holed[index]} below ${count}`);
  });
  return fc.assert(property, { numRuns: 500 });
});

test('a signal that goes away for good leaves what there was, for ever', () => {
  const silence = Array.from({ length: 400 }, (_, index) => ({ second: 100 + index * 60 }));
  const told = tell(pool({ current: 7, hold: millis(60_000), down: undefined }), [
    { second: 0, units: 7 },
    ...silence,
  ]);
  assert.equal(new Set(told.map((decision) => decision.replicas)), new Set([7]));
});

test('an empty, negative or infinite answer never lowers', () => {
  for (const units of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
    const [decision] = tell(pool({ current: 7, hold: millis(0), down: undefined }), [
      {
        second: 3_600,
        observation: { sample: { load: { units }, sampledAt: at(3_600), arrivedAt: at(3_600) } },
      },
    ]);
    assert.is(decision?.replicas, 7, String(units));
  }
});

test.run();
