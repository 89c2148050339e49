import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Condition } from '../../../src/runtime/controller/status/condition.ts';
import { happeningsOf } from '../../../src/runtime/controller/status/happenings.ts';

function signal(status: Condition['status'], reason: string): Condition {
  return { type: 'SignalFresh', status, reason, message: reason, lastTransitionTime: '' };
}

const cases: readonly { name: string; now: Condition; before?: Condition; told: string[] }[] = [
  {
    name: 'a signal that answers again is told',
    before: signal('False', 'Lost'),
    now: signal('True', 'Fresh'),
    told: ['Normal SignalFresh'],
  },
  {
    name: 'a new leader that has not read a broken signal yet does not tell that it is well',
    before: signal('False', 'Stale'),
    now: signal('Unknown', 'NotReadYet'),
    told: [],
  },
  {
    name: 'the first answer after a start is no news',
    before: signal('Unknown', 'NotReadYet'),
    now: signal('True', 'Fresh'),
    told: [],
  },
  {
    name: 'a signal that gets worse is told again',
    before: signal('False', 'Stale'),
    now: signal('False', 'Lost'),
    told: ['Warning SignalLost'],
  },
];

for (const { name, now, before, told } of cases) {
  test(name, () => {
    const found = happeningsOf([now], before && [before]);
    assert.equal(
      found.map(({ type, reason }) => `${type} ${reason}`),
      told,
    );
  });
}

test.run();
