import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judge } from '../../bench/controller/budgets.ts';
import { runControlled } from '../../bench/controller/controlled.ts';
import { timeDecisions } from '../../bench/controller/decision-pass.ts';
import { livePools } from '../../bench/controller/estate.ts';
import { markdown } from '../../bench/controller/markdown.ts';
import { planOf } from '../../bench/controller/plan.ts';
import { kindOfRequest, leasesOf, readsOf, writesOf } from '../../bench/controller/requests.ts';
import type { Phase, Result, Run } from '../../bench/controller/result.ts';
import { quantile } from '../../bench/statistics.ts';

test('a controller whose signals stay as they are writes nothing, and one patch for each that changes', async () => {
  const { idle, change, changes } = await runControlled(20, { idle: 5, change: 1 });
  assert.is(writesOf(idle), 0);
  assert.ok(leasesOf(idle) > 0, 'the Lease is renewed, and counted apart');
  assert.ok(changes > 0);
  assert.is(change['PATCH deployments/scale'], changes);
});

test('a pass decides about every pool, in groups and by itself, with memories that grow', () => {
  const { passes, p99Ms } = timeDecisions(50, 2);
  assert.is(passes, 2);
  assert.ok(p99Ms > 0);
});

test('the pools of the benchmark are the same every time, and each has a name and a signal of its own', () => {
  assert.equal(livePools(120), livePools(120));
  assert.is(new Set(livePools(120).map(({ name }) => name)).size, 120);
  assert.is(new Set(livePools(120).map(({ query }) => query)).size, 120);
});

const requests = [
  ['GET', '/api/v1/namespaces/a/pods', false, 'LIST pods'],
  ['GET', '/api/v1/namespaces/a/pods', true, 'WATCH pods'],
  ['GET', '/apis/apps/v1/namespaces/a/deployments/b/scale', false, 'GET deployments/scale'],
  ['PATCH', '/apis/apps/v1/namespaces/a/deployments/b/scale', false, 'PATCH deployments/scale'],
  ['POST', '/apis/events.k8s.io/v1/namespaces/a/events', false, 'POST events'],
  ['GET', '/api/v1/nodes', false, 'LIST nodes'],
  ['GET', '/api/v1/namespaces', false, 'LIST namespaces'],
] as const;

for (const [method, path, isWatch, kind] of requests) {
  test(`${method} ${path} counts as ${kind}`, () => {
    assert.is(kindOfRequest(method, path, isWatch), kind);
  });
}

test('renewals of the Lease are neither reads nor writes', () => {
  const counts = { 'GET leases': 1, 'PATCH leases': 9, 'LIST pods': 2, 'POST events': 3 };
  assert.is(readsOf(counts), 2);
  assert.is(writesOf(counts), 3);
  assert.is(leasesOf(counts), 10);
});

const phase: Phase = { seconds: 10, cpuSeconds: 1, reads: 0, writes: 0, leases: 5, counts: {} };

function resultWith(p99Ms: number, writes: number, peakBytes: number): Result {
  const latency = { changes: 100, unanswered: 0, p50Ms: 5, p99Ms, worstMs: p99Ms, sortedMs: [] };
  const run: Run = {
    settling: phase,
    idle: { ...phase, writes },
    changing: { ...phase, latency },
    residentBytes: peakBytes,
    peakBytes,
  };
  const machine = { cores: 2, processor: '', memoryBytes: 1, node: '', loadBefore: 0 };
  const decision = { passes: 1, p50Ms: 1, p99Ms: 1 };
  const live = { perSecond: 20, pushed: run };
  return { machine, sizes: [{ pools: 1_000, decision, live }] };
}

const missed = [
  ['a patch that is late', resultWith(1_001, 0, 0), 'signal to patch, pushed, p99'],
  ['a patch that never came', resultWith(Number.POSITIVE_INFINITY, 0, 0), 'signal to patch'],
  ['a write without a change', resultWith(1, 1, 0), 'API writes while nothing changes'],
  ['too much memory', resultWith(1, 0, 257 * 2 ** 20), 'resident memory'],
] as const;

for (const [what, result, where] of missed) {
  test(`${what} fails its budget and no other`, () => {
    const failed = judge(result).filter(({ isMet }) => !isMet);
    assert.is(failed.length, 1);
    assert.ok(failed[0]?.what.includes(where));
    assert.ok(markdown(result).includes('**FAIL**'));
  });
}

test('a quantile is one of the numbers, and of the last part the largest', () => {
  const numbers = [5, 1, 4, 2, 3];
  assert.is(quantile(numbers, 0.5), 3);
  assert.is(quantile(numbers, 0.99), 5);
  assert.is(quantile(numbers, 0.2), 1);
  assert.throws(() => quantile([], 0.5), 'no numbers have no quantile');
});

test('only a run over all sizes is published, and a word that is no number is refused', () => {
  assert.is(planOf([]).isWhole, true);
  assert.is(planOf(['100,1000']).isWhole, false);
  assert.is(planOf(['100,1000']).rival?.pools, 1_000);
  assert.is(planOf(['--no-rival']).isWhole, false);
  assert.is(planOf(['--no-rival', '100']).rival, undefined);
  assert.is(planOf(['--quick']).isWhole, false);
  assert.throws(() => planOf(['many']), 'many is no number of pools');
});

test.run();
