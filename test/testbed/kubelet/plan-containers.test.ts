import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ContainerRecord } from './container-record.ts';
import { planContainers } from './plan-containers.ts';
import { at, ended, noon, record, refused, running } from './records.ts';

const test = suite('what is started and stopped in a pod');
const starting = { ...running, started: false } as const;

interface Case {
  readonly name: string;
  readonly records: readonly ContainerRecord[];
  readonly start?: readonly string[];
  readonly isOver?: boolean;
  readonly wakeAt?: Date;
}

const cases: readonly Case[] = [
  { name: 'all containers start together', records: [record('a'), record('b')], start: ['a', 'b'] },
  {
    name: 'an init container goes before the others',
    records: [record('i', { role: 'init' }), record('j', { role: 'init' }), record('a')],
    start: ['i'],
  },
  {
    name: 'nothing starts beside a running init container',
    records: [record('i', { role: 'init', state: running }), record('a')],
  },
  {
    name: 'an init container that succeeded lets the next one go',
    records: [record('i', { role: 'init', state: ended(0) }), record('a')],
    start: ['a'],
  },
  {
    name: 'an init container that failed is tried again',
    records: [record('i', { role: 'init', state: ended(1, noon) }), record('a')],
    start: ['i'],
  },
  {
    name: 'nothing starts after an init container that failed for good',
    records: [
      record('s', { role: 'sidecar', state: running }),
      record('i', { role: 'init', state: ended(1) }),
      record('a'),
    ],
    isOver: true,
  },
  {
    name: 'a sidecar holds the others back until it has started',
    records: [record('s', { role: 'sidecar', state: starting }), record('a')],
  },
  {
    name: 'a sidecar that has started lets the others go',
    records: [record('s', { role: 'sidecar', state: running }), record('a')],
    start: ['a'],
  },
  {
    name: 'a sidecar that crashes later holds nobody back',
    records: [
      record('s', { role: 'sidecar', state: ended(1, at(5)) }),
      record('a', { state: ended(1, noon) }),
    ],
    start: ['a'],
    wakeAt: at(5),
  },
  {
    name: 'sidecars are stopped after the last container',
    records: [
      record('s', { role: 'sidecar', state: running }),
      record('a', { state: ended(0) }),
      record('b', { state: ended(1) }),
    ],
    isOver: true,
  },
  {
    name: 'a container in its back-off waits for it',
    records: [record('a', { state: ended(1, at(7)) }), record('b', { state: refused(at(3)) })],
    wakeAt: at(3),
  },
];

for (const { name, records, start = [], isOver = false, wakeAt } of cases) {
  test(name, () => {
    assert.equal(planContainers(records, noon), { start, isOver, ...(wakeAt && { wakeAt }) });
  });
}

test.run();
