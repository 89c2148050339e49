import type { V1Container, V1Probe } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { systemClock } from '../clock.ts';
import { until } from '../until.ts';
import type { ContainerChange } from './container-change.ts';
import type { ContainerRuntime, Exit } from './container-runtime.ts';
import { runContainer } from './run-container.ts';

const test = suite('a run of a container');
const isStop = (call: string) => call.startsWith('stop');

test('is told to end only after its preStop hook, which has the whole grace period', async () => {
  const preStop = { exec: { command: ['drain'] } };
  const { run, calls, answer, whenRunning } = start({ lifecycle: { preStop } });
  await whenRunning();
  run.stop(30_000);
  assert.equal(calls, ['probe drain within 30 s']);
  answer(false); // a hook that fails holds nothing up
  await run.over;
  assert.ok(isStop(calls[1] ?? ''));
});

test('has its preStop hook cut short by a shorter grace period', async () => {
  const preStop = { sleep: { seconds: 3_600 } };
  const { run, calls, whenRunning } = start({ lifecycle: { preStop } });
  await whenRunning();
  run.stop(7_200_000);
  assert.equal(calls, []);
  run.stop(1_000);
  await run.over;
  assert.ok(calls.every(isStop));
});

test('that is switched off has no preStop hook', async () => {
  const preStop = { exec: { command: ['drain'] } };
  const { run, calls, whenRunning } = start({ lifecycle: { preStop } });
  await whenRunning();
  run.stop(0);
  await run.over;
  assert.equal(calls, ['stop 0']);
});

test('is asked while it ends whether it is ready, but not whether it lives', async () => {
  const readinessProbe = { exec: { command: ['ready'] }, periodSeconds: 1 };
  const livenessProbe = { exec: { command: ['alive'] }, periodSeconds: 1 };
  const lifecycle = { preStop: { sleep: { seconds: 3_600 } } };
  const { run, calls, answer, whenRunning } = start({ readinessProbe, livenessProbe, lifecycle });
  await whenRunning();
  answer(true);
  run.stop(7_200_000);
  const asked = calls.length;
  await until('it was asked again', async () => {
    answer(true);
    return calls.length >= asked + 3;
  });
  assert.ok(calls.slice(asked).every((call) => call.startsWith('probe ready')));
  run.stop(0);
  await run.over;
});

/** Runs a container that ends when it is told to, and whose probes wait for an answer. */
function start(container: Partial<V1Container>) {
  const calls: string[] = [];
  const changes: ContainerChange[] = [];
  let waiting: ((answer: boolean) => void)[] = [];
  const runtime: ContainerRuntime = {
    name: 'test',
    start: async () => {
      let end: (exit: Exit) => void = () => {};
      const exited = new Promise<Exit>((resolve) => {
        end = resolve;
      });
      const stop = (graceMs: number) => {
        calls.push(`stop ${graceMs}`);
        end({ exitCode: 0, reason: 'Completed' });
      };
      const probe = ({ exec, timeoutSeconds }: V1Probe) => {
        calls.push(`probe ${exec?.command} within ${timeoutSeconds} s`);
        return new Promise<boolean>((resolve) => waiting.push(resolve));
      };
      return { started: true, running: { containerId: 'test://1', exited, stop, probe } };
    },
    logs: async () => undefined,
    forget: async () => {},
  };
  const request = {
    pod: {},
    container: { name: 'main', ...container },
    podIp: '10.64.0.1',
    restarts: 0,
  };
  const report = (change: ContainerChange) => changes.push(change);
  const run = runContainer(request, { runtime, clock: systemClock, probeSecondMs: 1, report });
  const answer = (is: boolean) => {
    const asked = waiting;
    waiting = [];
    for (const resolve of asked) resolve(is);
  };
  const whenRunning = () => until('it runs', async () => changes.length > 0);
  return { run, calls, answer, whenRunning };
}

test.run();
