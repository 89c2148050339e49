import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyChange, type ContainerChange, isRestarted } from './container-change.ts';
import type { ContainerRecord, ContainerRole } from './container-record.ts';
import { at, created, ended, noon, record, refused, running } from './records.ts';

const test = suite('what becomes of a container');
const context = {
  at: noon,
  podRestartPolicy: 'Always',
  backOff: { baseMs: 10_000, capMs: 40_000 },
};
const after = (before: ContainerRecord, change: ContainerChange) =>
  applyChange(before, change, context);

type Case = readonly [
  restarted: boolean,
  role: ContainerRole,
  podPolicy: string,
  exitCode: number,
  own?: string,
];

const cases: readonly Case[] = [
  [true, 'main', 'Always', 0],
  [false, 'main', 'OnFailure', 0],
  [true, 'main', 'OnFailure', 1],
  [false, 'main', 'Never', 1],
  [false, 'init', 'Always', 0],
  [true, 'init', 'Always', 1],
  [false, 'init', 'Never', 1],
  [true, 'sidecar', 'Never', 0],
  [true, 'main', 'Never', 1, 'OnFailure'],
];
for (const [restarted, role, podPolicy, exitCode, own] of cases) {
  const verb = restarted ? 'is' : 'is not';
  const its = own === undefined ? '' : ` and its own ${own}`;
  test(`a ${role} container that ends with ${exitCode} under ${podPolicy}${its} ${verb} restarted`, () => {
    const container = { name: 'a', ...(own !== undefined && { restartPolicy: own }) };
    assert.is(isRestarted({ role, container }, exitCode, podPolicy), restarted);
  });
}

test('a restart is counted and remembers the end before', () => {
  const again = after(record('a', { state: ended(1, noon) }), {
    what: 'running',
    containerId: 'test://2',
  });
  assert.is(again.restarts, 1);
  assert.is(again.last?.exit.exitCode, 1);
});

test('a first start is no restart, however often it was refused', () => {
  const first = after(record('a', { state: refused(noon) }), {
    what: 'running',
    containerId: 'test://2',
  });
  assert.is(first.restarts, 0);
});

test('a container without probes is ready as soon as it runs, one with a readiness probe is not', () => {
  const change: ContainerChange = { what: 'running', containerId: 'test://1' };
  const readinessProbe = { tcpSocket: { port: 80 } };
  const probed = record('a', { container: { name: 'a', readinessProbe } });
  assert.equal(
    [after(record('a'), change), after(probed, change)].map(
      ({ state }) => state.kind === 'running' && state.ready,
    ),
    [true, false],
  );
});

test('what a probe says of a container that has ended changes nothing', () => {
  const over = record('a', { state: ended(0) });
  assert.is(after(over, { what: 'readiness', ready: false }), over);
  assert.is(after(over, { what: 'ended', exit: { exitCode: 1, reason: 'Error' } }), over);
});

test('the second crash waits, and the first one does not', () => {
  const exit = { exitCode: 1, reason: 'Error' } as const;
  const first = after(record('a', { state: running }), { what: 'ended', exit });
  const second = after({ ...first, state: { ...running } }, { what: 'ended', exit });
  assert.equal(
    [first, second].map(({ state }) => state.kind === 'ended' && state.restartAt),
    [noon, at(10)],
  );
  assert.is(record('a').state, created);
});

test.run();
