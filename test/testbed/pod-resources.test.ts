import { CoreV1Api, type V1Container, type V1Pod } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { podTemplate } from '../../src/compile/pod/pod-template.ts';
import { podAmount } from '../../src/model/pod-resources.ts';
import { parseQuantity } from '../../src/model/quantity.ts';
import { podOf, type Vector, vectors } from '../model/pod-vectors.ts';
import { inNamespace } from './in-namespace.ts';
import { testbed, withControlPlane } from './shared.ts';
import { until } from './until.ts';

// What we work out before a pod is made is what the API server counts once it is.
const test = suite('what a quota counts of a pod');
const name = 'subject';
const counted = ['requests.cpu', 'requests.memory', 'requests.example.org/gpu'];
const labels = { app: name };
const place = {
  labels,
  fixedLabels: labels,
  selector: labels,
  serviceAccountName: 'default',
  container: 'worker',
  kubernetes: [1, 35],
} as const;

withControlPlane(test, 'the API server counts what we do, of every kind of pod', async () => {
  const { admin } = await testbed();
  const core = admin.makeApiClient(CoreV1Api);
  await inNamespace({ admin }, async (namespace) => {
    const hard = Object.fromEntries(counted.map((resource) => [resource, '1Ti']));
    await core.createNamespacedResourceQuota({
      namespace,
      body: { metadata: { name }, spec: { hard } },
    });
    const used = async () =>
      (await core.readNamespacedResourceQuota({ namespace, name })).status?.used;
    await until('the quota counts', used);
    await until('there is a ServiceAccount', () =>
      core.readNamespacedServiceAccount({ namespace, name: 'default' }).catch(() => undefined),
    );
    let before = amountsOf(await used());
    for (const [index, vector] of vectors.entries()) {
      if (vector.isRefused) continue;
      const body = podFor(vector, `${name}-${index}`);
      await core.createNamespacedPod({ namespace, body });
      const after = amountsOf(await used());
      const found = counted.map((resource, at) => `${resource}: ${after[at]! - before[at]!}`);
      const expected = counted.map((one) => `${one}: ${podAmount(podOf(vector), one) ?? 0n}`);
      assert.equal(found, expected, vector.name);
      before = after;
    }
  });
});

/** A quota demands that every container says what it takes; nothing is what it takes when it does not. */
function podFor(vector: Vector, called: string): V1Pod {
  const { metadata, spec } = podTemplate(podOf(vector), place) as unknown as V1Pod;
  const filled = (container: V1Container): V1Container => {
    const { requests, limits } = container.resources ?? {};
    const all = { cpu: '0', memory: '0', ...limits, ...requests };
    return { ...container, resources: { ...container.resources, requests: all } };
  };
  return {
    metadata: { ...metadata, name: called },
    spec: {
      ...spec!,
      containers: spec!.containers.map(filled),
      ...(spec!.initContainers && { initContainers: spec!.initContainers.map(filled) }),
    },
  };
}

function amountsOf(used: Readonly<Record<string, string>> = {}): readonly bigint[] {
  return counted.map((resource) => parseQuantity(used[resource] ?? '0')!.nano);
}

test.run();
