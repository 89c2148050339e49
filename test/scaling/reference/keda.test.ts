import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant, millis } from '../../../src/model/units.ts';
import {
  type ScaledObjectSpec,
  type ScaledObjectStep,
  stepScaledObject,
} from '../../../src/scaling/reference/keda.ts';

const spec: ScaledObjectSpec = { min: 0, cooldown: millis(300_000), hasFallback: false };

const cases: readonly {
  readonly name: string;
  readonly spec?: Partial<ScaledObjectSpec>;
  readonly current: number;
  /** Of triggers that are active above 5. */
  readonly values: readonly (number | undefined)[];
  /** Seconds since the last activity; without: never active. */
  readonly idleFor?: number;
  readonly replicas: number;
  readonly status: ScaledObjectStep['status'];
  readonly renewed?: true;
}[] = [
  {
    name: 'from none it goes to one, whatever the backlog',
    current: 0,
    values: [5_000],
    replicas: 1,
    status: 'active',
    renewed: true,
  },
  {
    name: 'from none it goes to the minimum',
    spec: { min: 3 },
    current: 0,
    values: [6],
    replicas: 3,
    status: 'active',
    renewed: true,
  },
  {
    name: 'the threshold itself is not active',
    current: 0,
    values: [5],
    replicas: 0,
    status: 'inactive',
  },
  {
    name: 'one active trigger of two is enough',
    current: 4,
    values: [0, 6],
    idleFor: 900,
    replicas: 4,
    status: 'active',
    renewed: true,
  },
  {
    name: 'at the end of the cooldown it stays',
    current: 4,
    values: [0],
    idleFor: 300,
    replicas: 4,
    status: 'inactive',
  },
  {
    name: 'after the cooldown it goes to none',
    current: 4,
    values: [0],
    idleFor: 300.001,
    replicas: 0,
    status: 'inactive',
  },
  {
    name: 'who was never active has no cooldown',
    current: 4,
    values: [0],
    replicas: 0,
    status: 'inactive',
  },
  {
    name: 'with a minimum the rest is left to the HPA',
    spec: { min: 2 },
    current: 5,
    values: [0],
    idleFor: 900,
    replicas: 5,
    status: 'inactive',
  },
  {
    name: 'below the minimum it goes there',
    spec: { min: 2 },
    current: 1,
    values: [0],
    replicas: 2,
    status: 'inactive',
  },
  {
    name: 'it idles at none in spite of a minimum',
    spec: { min: 2, idle: 0 },
    current: 2,
    values: [0],
    idleFor: 301,
    replicas: 0,
    status: 'inactive',
  },
  {
    name: 'whoever idles stays idle',
    spec: { min: 2, idle: 0 },
    current: 0,
    values: [0],
    idleFor: 301,
    replicas: 0,
    status: 'inactive',
  },
  {
    name: 'from idling it goes to the minimum',
    spec: { min: 2, idle: 0 },
    current: 0,
    values: [6],
    replicas: 2,
    status: 'active',
    renewed: true,
  },
  {
    name: 'below the minimum of one that idles it goes there when active',
    spec: { min: 2, idle: 0 },
    current: 1,
    values: [6],
    replicas: 2,
    status: 'active',
    renewed: true,
  },
  {
    name: 'active beside a failure does not renew the activity',
    current: 4,
    values: [6, undefined],
    idleFor: 900,
    replicas: 4,
    status: 'unknown',
  },
  {
    name: 'from none a failure beside activity starts it all the same',
    current: 0,
    values: [6, undefined],
    replicas: 1,
    status: 'active',
    renewed: true,
  },
  {
    name: 'a failure alone moves nothing',
    current: 4,
    values: [undefined],
    idleFor: 900,
    replicas: 4,
    status: 'notReady',
  },
  {
    name: 'a failure beside inactivity moves nothing',
    current: 4,
    values: [0, undefined],
    idleFor: 900,
    replicas: 4,
    status: 'notReady',
  },
  {
    name: 'with a fallback the HPA is waited for',
    spec: { hasFallback: true },
    current: 4,
    values: [undefined],
    idleFor: 900,
    replicas: 4,
    status: 'fallback',
  },
];

for (const { name, spec: over, current, values, idleFor, replicas, status, renewed } of cases) {
  test(name, () => {
    const now = instant(10_000_000);
    const state = idleFor === undefined ? {} : { lastActive: instant(now - idleFor * 1_000) };
    const triggers = values.map((value) => ({ value, activation: 5 }));
    const step = stepScaledObject({ ...spec, ...over }, state, { now, current, triggers });
    const after = renewed ? { lastActive: now } : state;
    assert.equal(step, { replicas, status, state: after });
  });
}

test('an outage of one trigger longer than the cooldown takes all workers when the other falls silent', () => {
  let state = {};
  const seen: number[] = [];
  for (const [at, values] of [
    [0, [6, 6]],
    [30, [6, undefined]],
    [600, [6, undefined]],
    [630, [0, 0]],
  ] as const) {
    const triggers = values.map((value) => ({ value, activation: 0 }));
    const step = stepScaledObject(spec, state, { now: instant(at * 1_000), current: 4, triggers });
    state = step.state;
    seen.push(step.replicas);
  }
  assert.equal(seen, [4, 4, 4, 0]);
});

test.run();
