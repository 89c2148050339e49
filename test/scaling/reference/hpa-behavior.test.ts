import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant, millis } from '../../../src/model/units.ts';
import { defaultBehavior } from '../../../src/scaling/reference/hpa.ts';
import { type HpaRules, limitChange } from '../../../src/scaling/reference/hpa-behavior.ts';

const careful: HpaRules = {
  window: millis(0),
  select: 'Max',
  policies: [
    { type: 'Pods', value: 2, per: millis(60_000) },
    { type: 'Percent', value: 10, per: millis(60_000) },
  ],
};

const cases: readonly {
  readonly name: string;
  readonly up?: Partial<HpaRules>;
  readonly down?: Partial<HpaRules>;
  readonly current: number;
  readonly wanted: number;
  /** Seconds ago, and by how many. */
  readonly changes?: readonly (readonly [ago: number, by: number])[];
  readonly replicas: number;
}[] = [
  { name: 'ten may become twenty', current: 10, wanted: 50, replicas: 20 },
  { name: 'three may become seven', current: 3, wanted: 50, replicas: 7 },
  { name: 'what is less than the limit is not limited', current: 10, wanted: 12, replicas: 12 },
  {
    name: 'the least policy gives fourteen',
    up: { select: 'Min' },
    current: 10,
    wanted: 50,
    replicas: 14,
  },
  {
    name: 'disabled gives none',
    up: { select: 'Disabled' },
    current: 10,
    wanted: 50,
    replicas: 10,
  },
  { name: 'no policy gives none', up: { policies: [] }, current: 10, wanted: 50, replicas: 10 },
  {
    name: 'what was added in the period is taken off the start',
    current: 10,
    wanted: 50,
    changes: [[10, 3]],
    replicas: 14,
  },
  {
    name: 'what was removed in the period is put on the start',
    current: 10,
    wanted: 50,
    changes: [[10, -4]],
    replicas: 28,
  },
  {
    name: 'a change as old as the period does not count',
    current: 10,
    wanted: 50,
    changes: [[15, 3]],
    replicas: 20,
  },
  {
    name: 'a limit below the present number means to stay',
    up: { select: 'Min' },
    current: 10,
    wanted: 50,
    changes: [[10, 8]],
    replicas: 10,
  },
  { name: 'all may go at once by default', current: 10, wanted: 0, replicas: 0 },
  {
    name: 'two may go, which is more than a tenth',
    down: careful,
    current: 10,
    wanted: 0,
    replicas: 8,
  },
  {
    name: 'a tenth may go, which is less than two',
    down: { ...careful, select: 'Min' },
    current: 10,
    wanted: 0,
    replicas: 9,
  },
  {
    name: 'a tenth may go, which is more than two',
    down: careful,
    current: 45,
    wanted: 0,
    replicas: 40,
  },
  {
    name: 'two went within the minute, no more may',
    down: careful,
    current: 8,
    wanted: 0,
    changes: [[59, -2]],
    replicas: 8,
  },
  {
    name: 'a limit above the present number means to stay',
    down: careful,
    current: 8,
    wanted: 0,
    changes: [[59, -5]],
    replicas: 8,
  },
  {
    name: 'what was added in the minute may go, too',
    down: careful,
    current: 10,
    wanted: 0,
    changes: [[30, 3]],
    replicas: 5,
  },
  {
    name: 'disabled removes none',
    down: { select: 'Disabled' },
    current: 10,
    wanted: 0,
    replicas: 10,
  },
  {
    name: 'who wants no change gets none',
    current: 10,
    wanted: 10,
    changes: [[1, 5]],
    replicas: 10,
  },
];

for (const { name, up, down, current, wanted, changes = [], replicas } of cases) {
  test(name, () => {
    const rules = {
      up: { ...defaultBehavior.up, ...up },
      down: { ...defaultBehavior.down, ...down },
    };
    const now = instant(1_000_000);
    const past = changes.map(([ago, by]) => ({ at: instant(now - ago * 1_000), by }));
    assert.is(limitChange(wanted, current, rules, past, now), replicas);
  });
}

test.run();
