import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Scaling } from '../../src/model/scaling.ts';
import { instant, millis } from '../../src/model/units.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import type { Decision } from '../../src/scaling/decision.ts';
import { explain, reasonWord } from '../../src/scaling/explain.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import type { Observation } from '../../src/scaling/observation.ts';
import type { Now, PoolInput } from '../../src/scaling/pool-input.ts';
import { monotoneDemand, poolOf } from './arbitrary-pool.ts';
import { at, now, poolInput, scaling, seen, tell } from './pool-input.ts';

const runs = { numRuns: 500 };
const start = now(0);

function holds(
  name: string,
  property: fc.IProperty<[PoolInput]> | fc.IProperty<[PoolInput, number]>,
) {
  test(name, () => fc.assert(property as fc.IProperty<[PoolInput]>, runs));
}

const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0;

holds(
  'a number outside the bounds is a pin, a pause, a rate, a busy worker or a start, and the last reason says which',
  fc.property(poolOf(), (input) => {
    const { replicas, min, max, reasons } = decidePool(input, start);
    if (replicas >= min && replicas <= max) return true;
    const excuses = ['pin', 'pause', 'rate', 'busyWorkers', 'starting'];
    return excuses.includes(reasons.at(-1)?.rule ?? '');
  }),
);

holds(
  'busy workers stay, and no more go than are known to be idle',
  fc.property(poolOf(), (input) => {
    const { replicas } = decidePool(input, start);
    const { current, busy, idle = current } = input;
    return replicas >= Math.min(current, busy) && replicas >= current - idle;
  }),
);

holds(
  'to decide again at once changes nothing',
  fc.property(poolOf(), (input) => {
    const first = decidePool(input, start);
    const gone = Math.max(0, input.current - first.replicas);
    const again = decidePool(
      {
        ...input,
        current: first.replicas,
        ...(input.idle !== undefined && { idle: input.idle - gone }),
        memory: first.memory,
      },
      start,
    );
    assert.is(again.replicas, first.replicas);
    return true;
  }),
);

holds(
  'more work never means fewer workers',
  fc.property(poolOf(monotoneDemand), fc.integer({ min: 0, max: 50 }), (input, more) => {
    const { sample } = input.observation;
    if (sample === undefined) return true;
    const units = sample.load.units + more;
    const busier = { ...input, observation: { sample: { ...sample, load: { units } } } };
    return decidePool(busier, start).replicas >= decidePool(input, start).replicas;
  }),
);

holds(
  'a gap beside a sample changes nothing',
  fc.property(poolOf(), (input) => {
    const { sample } = input.observation;
    const plain: Observation = sample === undefined ? {} : { sample };
    const gap = { because: 'x', since: at(-1) };
    const one = decidePool({ ...input, observation: plain }, start);
    const other = decidePool({ ...input, observation: { ...plain, gap } }, start);
    assert.is(other.replicas, one.replicas);
    return true;
  }),
);

// What a policy writes down may lower without a signal: bounds, windows, pins and its own fallback.
function withoutWrittenRules({ intervention, scaling: rules, ...rest }: PoolInput): PoolInput {
  const onSignalLoss = { ...rules.onSignalLoss, next: 'hold' as const };
  return { ...rest, scaling: { ...rules, schedule: [], max: 1_000, onSignalLoss } };
}

holds(
  'a signal that is old, lost or was never there lowers nothing by itself',
  fc.property(poolOf(), (input) => {
    const plain = withoutWrittenRules(input);
    const decision = decidePool(plain, start);
    return isOneOf(decision, 'none', 'fresh') || decision.replicas >= input.current;
  }),
);

function isOneOf({ freshness }: Decision, ...some: readonly Decision['freshness'][]): boolean {
  return some.includes(freshness);
}

holds(
  'a pool that just began to be watched lowers nothing',
  fc.property(poolOf(), ({ intervention, ...input }) => {
    const decision = decidePool({ ...input, memory: emptyMemory(at(0)) }, start);
    return decision.replicas >= input.current;
  }),
);

holds(
  'an input that was stored as JSON gives the same decision',
  fc.property(poolOf(), (input) => {
    const stored = JSON.parse(JSON.stringify(input)) as PoolInput;
    assert.equal(decidePool(stored, start), decidePool(input, start));
    return true;
  }),
);

holds(
  'a decision is plain JSON with a sentence and a word for each reason',
  fc.property(poolOf(), (input) => {
    const decision = decidePool(input, start);
    assert.equal(JSON.parse(JSON.stringify(decision)), decision);
    assert.ok(decision.reasons.length > 0);
    for (const reason of decision.reasons) {
      assert.match(explain(reason), /^[a-z0-9].*[^.]$/);
      assert.not.match(explain(reason), /undefined|NaN|Infinity/);
      assert.match(reasonWord(reason), /^[A-Z][A-Za-z]+$/);
    }
    return true;
  }),
);

holds(
  'until the time it names, time alone changes nothing',
  fc.property(poolOf(), fc.double({ min: 0, max: 0.999, noNaN: true }), (input, part) => {
    const first = decidePool(input, start);
    const settled = { ...input, memory: first.memory };
    const before = decidePool(settled, start);
    const end = before.again ?? at(100_000);
    const later = Math.floor((end - at(0)) * part);
    const between: Now = { now: instant(at(0) + later), wall: instant(at(0) + later) };
    assert.is(decidePool(settled, between).replicas, before.replicas);
    return true;
  }),
);

test('noise of one unit moves nothing once the hold has seen its top', () => {
  const noise = fc.array(fc.constantFrom(19, 20, 21), { minLength: 5, maxLength: 60 });
  const property = fc.property(noise, (units) => {
    const pool = poolInput({ scaling: scaling({ hold: millis(60_000_000) }) });
    const told = tell(
      pool,
      units.map((count, index) => ({ second: index * 15, units: count })),
    );
    const numbers = told.map(({ replicas }) => replicas);
    assert.equal(
      numbers,
      numbers.map((_, index) => Math.max(...units.slice(0, index + 1))),
    );
  });
  return fc.assert(property, { numRuns: 100 });
});

const anyNumber = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 1e300, 0.5),
  fc.double(),
);

test('hostile numbers give a whole number and no error', () => {
  const property = fc.property(
    poolOf(),
    fc.array(anyNumber, { minLength: 24, maxLength: 24 }),
    (input, values) => {
      let index = 0;
      const next = () => values[index++ % values.length] ?? 0;
      const decision = decidePool(spoil(input, next), {
        now: instant(next()),
        wall: instant(next()),
      });
      for (const value of [decision.replicas, decision.wanted, decision.min, decision.max])
        assert.ok(isWhole(value), String(value));
      decision.reasons.map(explain);
    },
  );
  return fc.assert(property, { numRuns: 2_000 });
});

function spoil(input: PoolInput, next: () => number): PoolInput {
  const stretch = () => ({
    time: millis(next()),
    rise: next(),
    moved: next(),
    work: next(),
    isBusy: true,
    parts: next(),
  });
  const rules: Scaling<unknown> = {
    ...input.scaling,
    min: next(),
    max: next(),
    hold: millis(next()),
    up: { workers: next(), percent: next(), per: millis(next()) },
    down: { workers: next(), percent: next(), per: millis(next()) },
    pollingInterval: millis(next()),
    onSignalLoss: { holdFor: millis(next()), next: { workers: next() } },
  };
  return {
    ...input,
    scaling: rules,
    current: next(),
    ready: next(),
    busy: next(),
    idle: next(),
    terminating: next(),
    observation: seen(next(), { units: next() }),
    memory: {
      since: instant(next()),
      wishes: [{ at: instant(next()), workers: next() }],
      backlogs: [{ at: instant(next()), workers: next() }],
      moves: [{ at: instant(next()), from: next(), to: next() }],
      last: { at: instant(next()), from: next(), to: next() },
      serviceTime: { mean: millis(next()), deviation: millis(next()), samples: next() },
      stretches: [stretch()],
      stretch: stretch(),
      learntFrom: { at: instant(next()), units: next(), workers: next() },
      probe: { at: instant(next()), workers: next() },
      hungrySince: instant(next()),
    },
  };
}

test.run();
