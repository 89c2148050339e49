import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { explain, reasonWord, words } from '../../src/scaling/explain.ts';
import type { Reason } from '../../src/scaling/reason.ts';
import { at } from './pool-input.ts';

const because = 'connection refused';

const cases: readonly [reason: Reason, word: string, sentence: string][] = [
  [{ rule: 'fixed', workers: 3 }, 'Fixed', 'the policy says 3 workers'],
  [{ rule: 'manual', workers: 1 }, 'Manual', '1 worker is asked for'],
  [{ rule: 'idle', units: 0, workers: 0 }, 'Idle', 'no work is waiting, which needs no workers'],
  [
    { rule: 'busy', units: 1, workers: 7 },
    'Busy',
    '1 unit is waiting, and while there is work the policy says 7 workers',
  ],
  [
    { rule: 'backlog', units: 11, unitsPerWorker: 2.5, workers: 5 },
    'Backlog',
    '11 units are waiting, which at 2.5 per worker need 5 workers',
  ],
  [
    { rule: 'share', units: 9, workers: 9 },
    'Share',
    '9 units are waiting, for which the formula of its group wants 9 workers',
  ],
  [
    { rule: 'nodes', nodes: 1, workers: 1 },
    'Nodes',
    '1 node matches, and with one worker each that is 1 worker',
  ],
  [
    { rule: 'platform', strategy: 'DYNAMIC_TASKS', analyses: 1, tasks: 60, workers: 3 },
    'Platform',
    'the strategy DYNAMIC_TASKS of the platform wants 3 workers for 1 analysis with 60 tasks',
  ],
  [
    { rule: 'platformSettings', problem: '`scaling_strategy` is not set', workers: 4 },
    'PlatformSettings',
    'the settings of the platform cannot be followed (`scaling_strategy` is not set), which leaves 4 workers',
  ],
  [
    {
      rule: 'deadline',
      units: 64,
      serviceTime: millis(60_000),
      until: at(600),
      workers: 8,
      verdict: { verdict: 'feasible' },
    },
    'Deadline',
    '64 units are waiting, and at 1m each they need 8 workers to be done by 2026-03-02T12:10:00Z: feasible',
  ],
  [
    {
      rule: 'deadline',
      units: 64,
      serviceTime: millis(90_500),
      until: at(600),
      workers: 8,
      verdict: { verdict: 'needsMore', workers: 3 },
    },
    'Deadline',
    '64 units are waiting, and at 1m31s each they need 8 workers to be done by 2026-03-02T12:10:00Z: feasible only with 3 more than there can be',
  ],
  [
    {
      rule: 'deadline',
      units: 1,
      serviceTime: millis(900_000),
      until: at(600),
      workers: 1,
      verdict: { verdict: 'infeasible', earliest: at(1_125) },
    },
    'Deadline',
    '1 unit is waiting, and at 15m each it needs 1 worker to be done by 2026-03-02T12:10:00Z: no number of workers can do it before 2026-03-02T12:18:45Z',
  ],
  [
    { rule: 'serviceTimeUnknown', units: 5, workers: 1 },
    'ServiceTimeUnknown',
    '5 units are waiting, and how long one takes is not known yet, so 1 worker is tried',
  ],
  [
    { rule: 'notScaled', workers: 5 },
    'NotScaled',
    'the number is moved by somebody else and stays at 5 workers',
  ],
  [
    { rule: 'starting', workers: 5 },
    'Starting',
    'nothing is lowered until the signal has answered and the hold has passed once since the start, which keeps 5 workers',
  ],
  [
    { rule: 'stale', age: millis(31_400), because, workers: 5 },
    'SignalStale',
    'the last sample is 31s old (connection refused), and an old one lowers nothing, which keeps 5 workers',
  ],
  [
    { rule: 'lost', age: millis(601_000), because, fallback: 'hold', workers: 5 },
    'SignalLost',
    'the signal has been lost for 10m1s (connection refused), for which the policy says to hold 5 workers',
  ],
  [
    { rule: 'lost', age: millis(601_000), because, fallback: 'workers', workers: 2 },
    'SignalLost',
    'the signal has been lost for 10m1s (connection refused), for which the policy says exactly 2 workers',
  ],
  [
    { rule: 'lost', age: millis(601_000), because, fallback: 'atLeast', workers: 7 },
    'SignalLost',
    'the signal has been lost for 10m1s (connection refused), for which the policy says a floor that gives 7 workers',
  ],
  [
    { rule: 'window', bound: 'atLeast', workers: 5 },
    'Schedule',
    'a window of the schedule asks for at least 5 workers',
  ],
  [
    { rule: 'window', bound: 'atMost', workers: 2 },
    'Schedule',
    'a window of the schedule allows at most 2 workers',
  ],
  [
    { rule: 'min', wanted: 0, workers: 2 },
    'AtMin',
    'to have no workers would be below the minimum of 2',
  ],
  [
    { rule: 'max', wanted: 60, workers: 50 },
    'AtMax',
    '60 workers would be above the maximum of 50',
  ],
  [
    { rule: 'hold', until: at(75), workers: 9 },
    'Hold',
    '9 workers are held until 2026-03-02T12:01:15Z, when the wish for fewer has lasted long enough',
  ],
  [
    { rule: 'group', resource: 'requests.cpu', wanted: 30, workers: 5 },
    'GroupQuota',
    'the quota of the group has cpu for 5 workers of the 30 wanted',
  ],
  [
    { rule: 'priority', priority: 2, workers: 0 },
    'LowPriority',
    'priority 2 is not among those that the group serves now, which leaves no workers',
  ],
  [
    { rule: 'overQuota', resource: 'pods', workers: 4 },
    'OverQuota',
    'the pools of the group need more pods than its quota has, which leaves 4 workers',
  ],
  [
    { rule: 'overQuota', resource: 'requests.memory', workers: 4 },
    'OverQuota',
    'the pools of the group need more memory than its quota has, which leaves 4 workers',
  ],
  [
    { rule: 'group', resource: 'limits.cpu', wanted: 30, workers: 5 },
    'GroupQuota',
    'the quota of the group has limits.cpu for 5 workers of the 30 wanted',
  ],
  [
    { rule: 'waitsForRoom', wanted: 5, workers: 2 },
    'WaitsForRoom',
    'there is room for 2 workers of the 5 allotted until others have gone',
  ],
  [
    { rule: 'rate', direction: 'up', wanted: 20, workers: 4 },
    'Rate',
    'the rate up allows 4 workers for now on the way to 20',
  ],
  [
    { rule: 'busyWorkers', busy: 1, workers: 1 },
    'BusyWorkers',
    '1 worker is busy or not known to be idle, which keeps 1 worker',
  ],
  [
    { rule: 'pin', until: at(600), because: 'INC-7', workers: 3 },
    'Pinned',
    'somebody pinned 3 workers until 2026-03-02T12:10:00Z because INC-7',
  ],
  [
    { rule: 'pause', until: at(600), because: 'a look', workers: 5 },
    'Paused',
    'somebody paused the pool at 5 workers until 2026-03-02T12:10:00Z because a look',
  ],
];

for (const [reason, word, sentence] of cases) {
  test(`${word} is said as: ${sentence}`, () => {
    assert.is(explain(reason), sentence);
    assert.is(reasonWord(reason), word);
  });
}

test('every rule is said once here, and every word is another', () => {
  const rules = new Set(cases.map(([{ rule }]) => rule));
  assert.equal([...rules].toSorted(), Object.keys(words).toSorted());
  assert.is(new Set(Object.values(words)).size, rules.size);
});

test('no age that is no number is printed', () => {
  const text = explain({ rule: 'stale', age: millis(Number.NaN), because, workers: 1 });
  assert.match(text, /an unknown time old/);
});

test.run();
