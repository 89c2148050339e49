import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { podMonitor } from '../../../src/compile/pool/pod-monitor.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { environment, workerPool } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { goldenFiles } from '../golden-objects.ts';
import { samples } from '../samples.ts';
import { faultsOf } from '../validate.ts';

const on = {
  enabled: true,
  ruleLabels: { rules: 'a' },
  podMonitorLabels: { release: 'monitoring' },
};
const metered = samples['git-network']!;

test('the metrics of a pool are read where its policy says, by the labels that the operator selects by', () => {
  const object = podMonitor(metered, environment({ prometheusOperator: on }));
  const objects = new Map([['PodMonitor', object as unknown as JsonObject]]);
  assert.equal(faultsOf(objects.get('PodMonitor')!), []);
  matchesGolden('compile/pod-monitor', goldenFiles(objects));
});

test('a pool without metrics has no PodMonitor, nor has one where no operator reads it', () => {
  assert.is(podMonitor(workerPool(), environment({ prometheusOperator: on })), undefined);
  const off = environment({ prometheusOperator: { ...on, enabled: false } });
  assert.is(podMonitor(metered, off), undefined);
});

test('a pool that was taken over is found by the labels that only its pods have', () => {
  const selector = { app: 'old' };
  const pool = { ...metered, worker: { ...metered.worker, selector } };
  const object = podMonitor(pool, environment({ prometheusOperator: on }));
  const own = { 'app.kubernetes.io/name': pool.name, 'roster.dev/pool': pool.name };
  assert.equal(object?.spec.selector.matchLabels, own);
});

test.run();
