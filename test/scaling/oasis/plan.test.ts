import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant, millis } from '../../../src/model/units.ts';
import type { ModelSettings, ModelState } from '../../../src/scaling/oasis/model-state.ts';
import { type PlanInput, planWorkers } from '../../../src/scaling/oasis/plan.ts';

interface Given {
  readonly replicas: number;
  readonly tasks: number;
  readonly priority: number;
  readonly fixed: number;
  readonly floor: number;
  readonly state: 'read' | 'reading' | 'none' | 'gap' | 'broken';
  readonly idleFor: number;
}

const grace = 20_000;
const now = instant(1_000_000);

const anyModel: fc.Arbitrary<Given> = fc.record({
  replicas: fc.nat(8),
  tasks: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 })),
  priority: fc.integer({ min: 1, max: 10 }),
  fixed: fc.integer({ min: 1, max: 8 }),
  floor: fc.nat(3),
  state: fc.oneof(
    { weight: 5, arbitrary: fc.constant('read' as const) },
    fc.constantFrom('reading' as const, 'none' as const, 'gap' as const, 'broken' as const),
  ),
  idleFor: fc.nat(40_000),
});

function inputOf(given: readonly Given[], limit: number, levels = 0): PlanInput {
  const named = given.map((one, index) => ({ ...one, name: `w${index}` }));
  return {
    models: named.map((one) => modelOf(one)),
    places: new Map(named.map(({ name }, place) => [name, place])),
    others: 0,
    rules: {
      totalLimit: limit,
      priorityLevels: levels,
      grace: millis(grace),
      neverShutdownFixedWorkers: false,
    },
    memory: new Map(
      named
        .filter(({ tasks, replicas }) => tasks === 0 && replicas > 0)
        .map(({ name, idleFor }) => [name, instant(now - idleFor)]),
    ),
    now,
  };
}

function modelOf(given: Given & { readonly name: string }): ModelState {
  const { name, replicas, tasks, priority, state } = given;
  const load = { tasks, analyses: Math.sign(tasks), priority: tasks === 0 ? 1 : priority };
  return {
    deployment: {
      name,
      queue: name,
      replicas,
      identity: { supplier: 's', model: name, version: '1', api: 'v2' },
    },
    reading: state === 'gap' ? { ok: false, problem: 'a gap' } : { ok: true, load },
    settings: settingsOf(given),
  };
}

function settingsOf({ state, fixed, floor }: Given): ModelSettings {
  if (state === 'reading') return { state };
  if (state === 'none') return { state, because: 'the API knows no such model' };
  return {
    state: 'read',
    settings: {
      scaling_strategy: state === 'broken' ? null : 'FIXED_WORKERS',
      worker_count_fixed: fixed,
      worker_count_min: floor,
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

const anyModels = fc.array(anyModel, { maxLength: 8 });
const anyLimit = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 }));

test('the limit is never exceeded by raising', () => {
  fc.assert(
    fc.property(anyModels, fc.integer({ min: 1, max: 20 }), fc.nat(3), (given, limit, levels) => {
      const decisions = [...planWorkers(inputOf(given, limit, levels)).decisions.values()];
      const before = sum(decisions.map(({ current }) => current));
      // It may be exceeded already: a floor is held, and a limit can be lowered under what runs.
      if (decisions.some(({ replicas, current }) => replicas > current)) {
        const after = sum(decisions.map(({ replicas }) => replicas));
        assert.ok(after <= Math.max(limit, before), `${after} of ${limit}, before ${before}`);
      }
    }),
  );
});

test('nobody is raised into the workers of a model whose settings are still being read', () => {
  const busy = { tasks: 1, fixed: 1, floor: 0, idleFor: 0 };
  const higher: Given = { ...busy, replicas: 0, priority: 2, state: 'read' };
  const lower: Given = { ...busy, replicas: 2, priority: 1, state: 'reading' };
  const { decisions } = planWorkers(inputOf([higher, lower], 2));
  assert.equal(
    [...decisions.values()].map(({ replicas }) => replicas),
    [0, 2],
  );
});

test('where more runs than may, what is not known yet takes no workers from what is', () => {
  const busy = { tasks: 1, floor: 0, idleFor: 0 };
  const higher: Given = { ...busy, fixed: 5, replicas: 5, priority: 2, state: 'read' };
  const lower: Given = { ...busy, fixed: 1, replicas: 4, priority: 1, state: 'reading' };
  const { decisions } = planWorkers(inputOf([higher, lower], 6));
  assert.equal(
    [...decisions.values()].map(({ replicas }) => replicas),
    [5, 4],
  );
});

test('a busy model that has workers keeps one, whatever the limit', () => {
  fc.assert(
    fc.property(anyModels, anyLimit, (given, limit) => {
      const { decisions } = planWorkers(inputOf(given, limit));
      for (const [index, { tasks, replicas }] of given.entries()) {
        if (tasks > 0 && replicas > 0) assert.ok(decisions.get(`w${index}`)!.replicas > 0);
      }
    }),
  );
});

test('a gap, a model nobody knows and settings on their way change nothing', () => {
  fc.assert(
    fc.property(anyModels, anyLimit, (given, limit) => {
      const { decisions } = planWorkers(inputOf(given, limit));
      for (const [index, { state, replicas }] of given.entries()) {
        if (state === 'read' || state === 'broken') continue;
        assert.is(decisions.get(`w${index}`)!.replicas, replicas);
      }
    }),
  );
});

test('nothing idle is lowered within its grace period, or by a picture that is not fresh', () => {
  fc.assert(
    fc.property(anyModels, anyLimit, fc.boolean(), (given, limit, isFresh) => {
      const input = inputOf(given, limit);
      const stale = { because: 'the connection is lost', age: millis(1) };
      const { decisions } = planWorkers(isFresh ? input : { ...input, stale });
      for (const [index, { tasks, replicas, idleFor }] of given.entries()) {
        if (tasks > 0 || (isFresh && idleFor >= grace)) continue;
        assert.ok(decisions.get(`w${index}`)!.replicas >= replicas);
      }
    }),
  );
});

test('what is decided once is decided again: nothing is left to do', () => {
  fc.assert(
    fc.property(anyModels, anyLimit, (given, limit) => {
      const settled = given.filter(({ state }) => state !== 'reading');
      let current = settled;
      // One round may make room that the next one gives away.
      for (let round = 0; round < 4; round += 1) {
        const { decisions } = planWorkers(inputOf(current, limit));
        current = current.map((one, index) => ({
          ...one,
          replicas: decisions.get(`w${index}`)!.replicas,
        }));
      }
      const { decisions } = planWorkers(inputOf(current, limit));
      for (const { replicas, current: has } of decisions.values()) assert.is(replicas, has);
    }),
  );
});

test('every decision says why', () => {
  fc.assert(
    fc.property(anyModels, anyLimit, (given, limit) => {
      for (const { reasons } of planWorkers(inputOf(given, limit)).decisions.values()) {
        assert.ok(reasons.length > 0);
      }
    }),
  );
});

test.run();
