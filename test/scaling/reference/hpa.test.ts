import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant, millis } from '../../../src/model/units.ts';
import {
  defaultBehavior,
  emptyHpaState,
  type HpaSpec,
  stepHpa,
} from '../../../src/scaling/reference/hpa.ts';
import type { HpaMetric } from '../../../src/scaling/reference/hpa-proposal.ts';

const spec: HpaSpec = { min: 1, max: 100, ...defaultBehavior };

interface Step {
  /** Seconds. */
  readonly at: number;
  /** Of a metric with a target of 10 for each replica. */
  readonly value: number | undefined;
  readonly replicas: number;
}

const sequences: readonly {
  readonly name: string;
  readonly spec?: Partial<HpaSpec>;
  readonly from: number;
  readonly steps: readonly Step[];
}[] = [
  {
    name: 'it grows by four pods or doubles in 15 s, whichever is more',
    from: 1,
    steps: [
      { at: 0, value: 200, replicas: 5 },
      { at: 15, value: 200, replicas: 10 },
      { at: 30, value: 200, replicas: 20 },
      { at: 45, value: 200, replicas: 20 },
    ],
  },
  {
    name: 'a second growth within 15 s starts from where the first did',
    from: 4,
    steps: [
      { at: 0, value: 200, replicas: 8 },
      { at: 5, value: 200, replicas: 8 },
      { at: 14, value: 200, replicas: 8 },
      { at: 15, value: 200, replicas: 16 },
    ],
  },
  {
    name: 'it lowers only when every proposal of five minutes was lower, and then at once',
    from: 20,
    steps: [
      { at: 30, value: 200, replicas: 20 },
      { at: 45, value: 0, replicas: 20 },
      { at: 329, value: 0, replicas: 20 },
      { at: 330, value: 0, replicas: 1 },
    ],
  },
  {
    name: 'after a start nothing is remembered, so that it lowers at once',
    from: 20,
    steps: [{ at: 0, value: 30, replicas: 3 }],
  },
  {
    name: 'a window for growth takes the least proposal in it',
    spec: { up: { ...defaultBehavior.up, window: millis(60_000) } },
    from: 5,
    steps: [
      { at: 0, value: 50, replicas: 5 },
      { at: 30, value: 100, replicas: 5 },
      { at: 61, value: 120, replicas: 10 },
    ],
  },
  {
    name: 'a metric that does not answer moves nothing and leaves no proposal behind',
    from: 7,
    steps: [
      { at: 0, value: undefined, replicas: 7 },
      { at: 15, value: 20, replicas: 2 },
    ],
  },
  {
    name: 'without replicas it is off',
    from: 0,
    steps: [{ at: 0, value: 500, replicas: 0 }],
  },
  {
    name: 'with a minimum of none it starts from none',
    spec: { min: 0 },
    from: 0,
    steps: [
      { at: 0, value: 0, replicas: 0 },
      { at: 15, value: 25, replicas: 3 },
    ],
  },
  {
    name: 'above its maximum it goes there without asking a metric',
    spec: { max: 20 },
    from: 30,
    steps: [{ at: 0, value: undefined, replicas: 20 }],
  },
  {
    name: 'below its minimum it goes there without asking a metric',
    spec: { min: 3 },
    from: 1,
    steps: [{ at: 0, value: undefined, replicas: 3 }],
  },
  {
    name: 'the maximum ends a growth',
    spec: { max: 6 },
    from: 5,
    steps: [{ at: 0, value: 500, replicas: 6 }],
  },
];

for (const { name, spec: over, from, steps } of sequences) {
  test(name, () => {
    let state = emptyHpaState;
    let current = from;
    for (const { at, value, replicas } of steps) {
      const metrics: readonly HpaMetric[] = [{ type: 'averageValue', target: 10, value }];
      const now = instant(at * 1_000);
      const step = stepHpa({ ...spec, ...over }, state, { now, current, ready: current, metrics });
      assert.is(step.replicas, replicas, `at ${at} s`);
      ({ state, replicas: current } = step);
    }
  });
}

test('what it remembers is bounded by its windows and periods', () => {
  let state = emptyHpaState;
  let current = 1;
  for (let at = 0; at < 3_600; at += 15) {
    const value = at % 60 === 0 ? 900 : 10;
    const metrics: readonly HpaMetric[] = [{ type: 'averageValue', target: 10, value }];
    const now = instant(at * 1_000);
    ({ state, replicas: current } = stepHpa(spec, state, {
      now,
      current,
      ready: current,
      metrics,
    }));
    assert.ok(state.proposals.length <= 20);
    assert.ok(state.changes.length <= 1);
  }
});

test.run();
