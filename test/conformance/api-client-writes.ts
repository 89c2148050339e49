import * as assert from 'uvu/assert';
import { setDeletionCost } from '../../src/runtime/kube/annotate-pod.ts';
import type { ApiClient } from '../../src/runtime/kube/api-client.ts';
import { applyStatus } from '../../src/runtime/kube/apply-status.ts';
import { resourcePath } from '../../src/runtime/kube/resource-path.ts';
import { patchReplicas, scaleDeployment } from '../../src/runtime/kube/scale-deployment.ts';
import {
  type Conduct,
  configMap,
  configMaps,
  create,
  deployments,
  mergePatch,
  refusal,
  type Thing,
} from './api-calls.ts';
import { deployment, pod, workerPool } from './api-objects.ts';

/** Fenced writes, and the subresources. */
export const writes: Conduct = {
  'a write over an old version is a conflict and changes nothing': async ({
    client,
    namespace,
  }) => {
    const path = configMaps(namespace);
    const old = await create(client, path, configMap('a', { n: '1' }));
    const patch = (n: string, resourceVersion?: string) => ({
      method: 'PATCH' as const,
      path: `${path}/a`,
      contentType: mergePatch,
      body: { metadata: { resourceVersion }, data: { n } },
    });
    const { metadata } = await client.call<Thing>(patch('2', old.metadata.resourceVersion));
    const { status, reason } = await refusal(client, patch('3', old.metadata.resourceVersion));
    assert.equal([status, reason], [409, 'Conflict']);
    const read = await client.call<Thing>({ method: 'GET', path: `${path}/a` });
    assert.equal(
      [read.data, read.metadata.resourceVersion],
      [{ n: '2' }, metadata.resourceVersion],
    );
  },

  'a write that changes nothing makes no new version': async ({ client, namespace }) => {
    const path = configMaps(namespace);
    const made = await create(client, path, configMap('a', { n: '1' }));
    const same = await client.call<Thing>({
      method: 'PATCH',
      path: `${path}/a`,
      contentType: mergePatch,
      body: { data: { n: '1' } },
    });
    assert.is(same.metadata.resourceVersion, made.metadata.resourceVersion);
  },

  'a Deployment is scaled on the version that was read, up and to zero': async ({
    client,
    namespace,
  }) => {
    const path = deployments(namespace);
    await create(client, path, deployment('a', 1));
    for (const replicas of [3, 0]) {
      const done = await scaleNewest(client, namespace, 'a', replicas);
      assert.is(done.replicas, replicas);
      const read = await client.call<Thing>({ method: 'GET', path: `${path}/a` });
      assert.is((read.spec as { replicas: number }).replicas, replicas);
    }
  },

  'a scale of an old version is refused as a conflict': async ({ client, namespace }) => {
    const { metadata } = await create(client, deployments(namespace), deployment('a', 1));
    await scaleNewest(client, namespace, 'a', 2);
    const resourceVersion = metadata.resourceVersion ?? '';
    const wanted = { namespace, name: 'a', replicas: 5, resourceVersion };
    for (const scale of [scaleDeployment, patchReplicas]) {
      const outcome = await scale(client, wanted);
      assert.is(outcome.ok ? 'done' : outcome.reason, 'conflict');
    }
    const read = await client.call<Thing>({ method: 'GET', path: `${deployments(namespace)}/a` });
    assert.is((read.spec as { replicas: number }).replicas, 2);
  },

  'a scale of what is not there, and one below zero, say so': async ({ client, namespace }) => {
    const gone = { namespace, name: 'gone', replicas: 1, resourceVersion: '1' };
    const missing = await scaleDeployment(client, gone);
    assert.is(missing.ok ? 'done' : missing.reason, 'notFound');
    await create(client, deployments(namespace), deployment('a', 1));
    const { status, reason } = await refusal(client, {
      method: 'PATCH',
      path: `${deployments(namespace)}/a/scale`,
      contentType: mergePatch,
      body: { spec: { replicas: -1 } },
    });
    assert.equal([status, reason], [422, 'Invalid']);
  },

  "a status is applied without touching the spec, and others' fields stay": async ({
    client,
    namespace,
  }) => {
    const resource = { group: 'roster.dev', version: 'v1alpha1', plural: 'workerpools', namespace };
    const made = await create(client, resourcePath(resource), workerPool('a'));
    const apply = async (fieldManager: string, status: object) => {
      const outcome = await applyStatus<Thing>(client, {
        resource,
        kind: 'WorkerPool',
        name: 'a',
        status,
        fieldManager,
      });
      if (!outcome.ok) throw new Error(outcome.because);
      return outcome.object;
    };
    const fresh = condition('SignalFresh');
    await apply('ours', { wanted: 3, reason: 'backlog', conditions: [condition('Ready'), fresh] });
    await apply('theirs', { current: 2 });
    const last = await apply('ours', { wanted: 4, conditions: [fresh] });
    assert.equal(last.status, { wanted: 4, current: 2, conditions: [fresh] });
    assert.equal(last.spec, made.spec);
    assert.is(last.metadata.generation, made.metadata.generation);
    const again = await apply('ours', { wanted: 4, conditions: [fresh] });
    assert.is(again.metadata.resourceVersion, last.metadata.resourceVersion);
  },

  'a status is not written through the object itself': async ({ client, namespace }) => {
    const resource = { group: 'roster.dev', version: 'v1alpha1', plural: 'workerpools', namespace };
    await create(client, resourcePath(resource), { ...workerPool('a'), status: { wanted: 9 } });
    const patched = await client.call<Thing>({
      method: 'PATCH',
      path: resourcePath(resource, 'a'),
      contentType: mergePatch,
      body: { status: { wanted: 8 } },
    });
    assert.is((patched.status as { wanted?: number } | undefined)?.wanted, undefined);
  },

  "a pod's deletion cost is set and taken back": async ({ client, namespace }) => {
    const path = resourcePath({ group: '', version: 'v1', plural: 'pods', namespace });
    const { metadata } = await create(client, path, pod('a'));
    const { resourceVersion = '' } = metadata;
    const cost = -1_000;
    const set = await setDeletionCost(client, { namespace, name: 'a', resourceVersion, cost });
    assert.ok(set.ok);
    const annotations = async () =>
      (await client.call<Thing>({ method: 'GET', path: `${path}/a` })).metadata.annotations;
    const key = 'controller.kubernetes.io/pod-deletion-cost';
    assert.is((await annotations())?.[key], '-1000');
    const old = await setDeletionCost(client, { namespace, name: 'a', resourceVersion, cost });
    assert.is(old.ok ? 'done' : old.reason, 'conflict');
    const version = set.ok ? set.resourceVersion : '';
    const back = { namespace, name: 'a', resourceVersion: version, cost: undefined };
    assert.ok((await setDeletionCost(client, back)).ok);
    assert.is((await annotations())?.[key], undefined);
  },

  'an Event that lacks what is required is refused': async ({ client, namespace }) => {
    const resource = { group: 'events.k8s.io', version: 'v1', plural: 'events', namespace };
    const body = { metadata: { generateName: 'a-' }, reason: 'Scaled' };
    const call = { method: 'POST', path: resourcePath(resource), body } as const;
    assert.is((await refusal(client, call)).status, 422);
  },

  'a name is not made from a beginning that ends with a dot': async ({ client, namespace }) => {
    const body = { metadata: { generateName: 'a.' } };
    const call = { method: 'POST', path: configMaps(namespace), body } as const;
    assert.is((await refusal(client, call)).status, 422);
    const made = await create(client, configMaps(namespace), { metadata: { generateName: 'a-' } });
    assert.match(made.metadata.name, /^a-.{5}$/);
  },
};

function condition(type: string) {
  const lastTransitionTime = '2026-11-22T08:00:00Z';
  return { type, status: 'True', lastTransitionTime, reason: 'AsTold', message: 'it is so' };
}

/** Where a controller writes the Deployment's status at the same time, a conflict is right: it is read again. */
async function scaleNewest(client: ApiClient, namespace: string, name: string, replicas: number) {
  for (;;) {
    const path = `${deployments(namespace)}/${name}`;
    const { metadata } = await client.call<Thing>({ method: 'GET', path });
    const { resourceVersion = '' } = metadata;
    const outcome = await scaleDeployment(client, { namespace, name, replicas, resourceVersion });
    if (outcome.ok) return outcome;
    if (outcome.reason !== 'conflict') throw new Error(outcome.because);
  }
}
