import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadOf, loadsOf } from '../../../src/scaling/oasis/load.ts';
import { readSnapshot } from '../../../src/scaling/oasis/snapshot.ts';
import { entryOf, messageOf } from '../../fakes/oasis-server/content.ts';

const queue = 'northsea-surge-3-v2';

function readingOf(content: unknown, name = queue) {
  const snapshot = readSnapshot(messageOf(content));
  if (!snapshot.ok) throw new Error(snapshot.problem);
  return loadOf(loadsOf(snapshot.entries), name);
}

const idle = { ok: true, load: { tasks: 0, analyses: 0, priority: 1 } };

function loaded(tasks: number, analyses: number, priority: number) {
  return { ok: true, load: { tasks, analyses, priority } };
}

const name = 'NorthSea-Surge-3-v2';
const readings: Readonly<Record<string, readonly [unknown[], object]>> = {
  'a queue that is not listed is idle': [[], idle],
  'an analysis on two queues counts once on each': [
    [
      entryOf(name, [{ id: 1, queues: [name, 'celery-v2'] }]),
      entryOf('celery-v2', [{ id: 1, queues: [name, 'celery-v2'] }]),
    ],
    loaded(12, 1, 4),
  ],
  'tasks add up and the highest priority counts': [
    [
      entryOf(name, [
        { id: 1, priority: 2 },
        { id: 2, tasks: 30, priority: 7 },
      ]),
    ],
    loaded(42, 2, 7),
  ],
  'letter case of a queue does not matter': [
    [entryOf(name.toUpperCase(), [{ id: 1 }])],
    loaded(12, 1, 4),
  ],
  'all tasks of a phase count while one is open': [
    [entryOf(name, [{ id: 1, tasks: 100, open: 1 }])],
    loaded(100, 1, 4),
  ],
  'a phase without open tasks is no work': [
    [entryOf(name, [{ id: 1, tasks: 100, open: 0, status: 'READY' }])],
    idle,
  ],
  'an analysis that waits for its first task is one task': [
    [entryOf(name, [{ id: 1, tasks: 0, status: 'RUN_QUEUED' }])],
    loaded(1, 1, 4),
  ],
  'NEW and READY without tasks are no work': [
    [
      entryOf(name, [
        { id: 1, tasks: 0, status: 'NEW' },
        { id: 2, tasks: 0, status: 'READY' },
      ]),
    ],
    idle,
  ],
  'messages that nobody lists are one task, however many': [
    [entryOf(name, [], { messages: 9 })],
    loaded(1, 1, 4),
  ],
  'queued tasks that nobody lists are one task': [
    [entryOf(name, [], { queued: 2 })],
    loaded(1, 1, 4),
  ],
  'messages beside an analysis that is done are no work': [
    [entryOf(name, [{ id: 1, open: 0 }], { messages: 9 })],
    idle,
  ],
  'an older server leaves counts out': [
    [{ queue: { name, queued_count: 1 }, analyses: [] }],
    loaded(1, 1, 4),
  ],
  'a queue of which nothing but its name is known is idle': [[{ queue: { name } }], idle],
  'a status that is missing counts as work': [
    [{ queue: { name }, analyses: [{ analysis: { id: 1 } }] }],
    loaded(1, 1, 1),
  ],
};

for (const [sentence, [content, expected]] of Object.entries(readings)) {
  test(sentence, () => assert.equal(readingOf(content), expected));
}

const unreadable: Readonly<Record<string, unknown>> = {
  'a count that is negative': { queue: { name, queued_count: -1 } },
  'a count that is text': { queue: { name, queue_message_count: 'many' } },
  'analyses that are no list': { queue: { name }, analyses: {} },
  'an analysis that is nothing': { queue: { name }, analyses: [null] },
  'a number of tasks that is none': {
    queue: { name },
    analyses: [{ analysis: { id: 1, sub_task_count: 1.5 } }],
  },
  'tasks of which nobody says how many are open': {
    queue: { name },
    analyses: [{ analysis: { id: 1, sub_task_count: 5, queue_names: [name] } }],
  },
  'tasks of which nobody says where they wait': {
    queue: { name },
    analyses: [{ analysis: { id: 1, sub_task_count: 5, status_count: { TOTAL_IN_QUEUE: 5 } } }],
  },
};

for (const [what, entry] of Object.entries(unreadable)) {
  test(`${what} is a gap of its queue and of no other`, () => {
    const content = [entry, entryOf('NorthSea-Gale-1-v2', [{ id: 9 }])];
    assert.is(readingOf(content).ok, false);
    assert.equal(readingOf(content, 'northsea-gale-1-v2'), loaded(12, 1, 4));
  });
}

test('counts of open tasks stand in for a total that is missing', () => {
  const analysis = {
    id: 1,
    sub_task_count: 5,
    queue_names: [name],
    status_count: { PENDING: 0, QUEUED: 1, STARTED: 2 },
  };
  assert.equal(readingOf([{ queue: { name }, analyses: [{ analysis }] }]), loaded(5, 1, 1));
});

test('the platform’s own queues need no workers of a model', () => {
  for (const internal of ['celery', 'celery-v2', 'task-controller']) {
    assert.equal(readingOf([entryOf(internal, [], { messages: 9 })], internal), idle);
  }
});

test('whatever comes in is a snapshot or a problem, and loads are whole numbers', () => {
  const content = fc.array(
    fc.record({
      queue: fc.oneof(
        fc.jsonValue(),
        fc.record({ name: fc.string(), queued_count: fc.jsonValue() }),
      ),
      analyses: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record({
            analysis: fc.record(
              {
                id: fc.jsonValue(),
                status: fc.jsonValue(),
                priority: fc.jsonValue(),
                sub_task_count: fc.oneof(fc.nat(), fc.jsonValue()),
                queue_names: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
                status_count: fc.oneof(fc.dictionary(fc.string(), fc.nat()), fc.jsonValue()),
              },
              { requiredKeys: [] },
            ),
          }),
        ),
      ),
    }),
  );
  fc.assert(
    fc.property(fc.oneof(content, fc.jsonValue()), (any) => {
      const snapshot = readSnapshot(messageOf(any));
      if (!snapshot.ok) return;
      for (const load of loadsOf(snapshot.entries).queues.values()) {
        assert.ok(Number.isSafeInteger(load.tasks) && load.tasks > 0);
        assert.ok(Number.isSafeInteger(load.analyses) && load.analyses > 0);
      }
    }),
  );
});

test.run();
