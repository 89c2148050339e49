import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import type { Deployment, Pod } from '../../../src/runtime/controller/cell/objects.ts';
import { readPool } from '../../../src/runtime/controller/resource/read-pool.ts';
import { trimDeployment, trimPod, trimPool } from '../../../src/runtime/controller/watch/trim.ts';
import { workerPod } from '../../../src/runtime/drain/worker-pod.ts';
import { templateAmount } from '../../../src/runtime/kube/pod-template-claims.ts';
import { root } from '../../root.ts';

const dist = join(root, '..', 'dist');

function rendered(kind: string): readonly string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.split('/').at(-1)?.startsWith(`${kind}.`))
    .map((path) => readFileSync(join(dist, path), 'utf8'));
}

const resources = ['pods', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

test('what is kept of a Deployment takes as much of a quota as all of it', () => {
  const deployments = rendered('deployment').map((text): Deployment => parse(text));
  assert.ok(deployments.length > 10);
  for (const deployment of deployments) {
    const claims = (one: Deployment) =>
      resources.map((resource) => templateAmount(one.spec?.template, resource));
    assert.equal(claims(trimDeployment(deployment)), claims(deployment));
  }
});

test('what is kept of a pool means what all of it means', () => {
  for (const text of rendered('workerpool')) {
    const pool = parse(text);
    assert.equal(readPool(trimPool(pool)), readPool(pool));
  }
});

test('what is kept of a pod tells as much about whether it may go', () => {
  const running = { containerStatuses: [{ state: { running: { startedAt: 'then' } } }] };
  const statuses: readonly object[] = [
    {},
    { phase: 'Running', podIP: '10.0.0.1', ...running },
    { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], ...running },
    { phase: 'Running', containerStatuses: [{ state: { waiting: {} } }] },
    { phase: 'Unknown' },
    { phase: 'Succeeded' },
  ];
  for (const status of statuses) {
    const metadata = {
      name: 'a-1',
      resourceVersion: '7',
      annotations: { 'controller.kubernetes.io/pod-deletion-cost': '-1000' },
      managedFields: [{}],
    };
    const pod: Pod = { metadata, spec: { nodeName: 'n' }, status };
    assert.equal(workerPod(trimPod(pod)), workerPod(pod));
    assert.not.ok('managedFields' in trimPod(pod).metadata);
  }
});

test.run();
