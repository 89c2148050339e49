import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runController } from '../../../src/runtime/controller/run-controller.ts';
import type { PoolStatus } from '../../../src/runtime/controller/status/pool-status.ts';
import {
  createApiClient,
  type OpenApiClient,
} from '../../../src/runtime/kube/create-api-client.ts';
import { createLeader } from '../../../src/runtime/kube/create-leader.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import { createFakeSource, type FakeSource } from '../../fakes/source.ts';
import { writesIn } from '../../testbed/audit.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../../testbed/shared.ts';
import type { Testbed } from '../../testbed/start.ts';
import { until } from '../../testbed/until.ts';
import { addRosterKinds } from '../kube/add-roster-kinds.ts';
import { partsOf } from '../kube/parts-of.ts';
import { onQueue, spec } from './objects.ts';
import { queueKey } from './rig.ts';

const test = suite('the controller on a control plane');

interface Bench {
  readonly api: OpenApiClient;
  readonly namespace: string;
  readonly broker: FakeSource;
  replicas(name: string): Promise<number | undefined>;
  status(name: string): Promise<PoolStatus>;
  create(path: string, body: object): Promise<void>;
  /** What the controller wrote, as `patch deployments/a/scale 200`. */
  writes(): Promise<readonly string[]>;
}

async function withController(bed: Testbed, use: (bench: Bench) => Promise<void>): Promise<void> {
  await addRosterKinds(bed.admin);
  await inNamespace(bed, async (namespace) => {
    const clock = createRealClock();
    const parts = partsOf(clock);
    const kubeConfig = bed.admin;
    const api = createApiClient({ ...parts, kubeConfig, userAgent: 'test' });
    const own = createApiClient({ ...parts, kubeConfig, userAgent: `roster-${namespace}` });
    const broker = createFakeSource('rabbitmq.main', clock);
    const leader = createLeader({ ...parts, api: own, namespace, name: 'lease', identity: 'one' });
    const abort = new AbortController();
    const settings = {
      namespaces: [namespace],
      adminPort: 0,
      adminHost: '127.0.0.1',
      instance: 'one',
      version: '0.0.0',
      ledgerSize: 16,
      concurrency: 4,
    };
    const ran = runController(
      { ...parts, api: own, sources: [broker], leader, settings },
      abort.signal,
    );
    const read = async <T>(path: string) =>
      api.call<T>({ method: 'GET', path: path.replace('NAMESPACE', namespace) });
    try {
      await use({
        api,
        namespace,
        broker,
        create: async (path, body) => {
          await api.call({ method: 'POST', path: path.replace('NAMESPACE', namespace), body });
        },
        replicas: async (name) => {
          const path = `/apis/apps/v1/namespaces/NAMESPACE/deployments/${name}`;
          return (await read<{ spec: { replicas?: number } }>(path)).spec.replicas;
        },
        status: async (name) => {
          const path = `/apis/roster.dev/v1alpha1/namespaces/NAMESPACE/workerpools/${name}`;
          return (await read<{ status?: PoolStatus }>(path)).status ?? {};
        },
        writes: async () =>
          writesIn(await bed.audit())
            .filter(({ userAgent }) => userAgent === `roster-${namespace}`)
            .filter(({ objectRef }) => !['leases', 'events'].includes(objectRef?.resource ?? ''))
            .map(({ verb, objectRef, responseStatus }) => {
              const { resource, name, subresource } = objectRef!;
              return `${verb} ${resource}/${name}/${subresource} ${responseStatus?.code}`;
            }),
      });
    } finally {
      abort.abort();
      await ran;
      api.close();
      own.close();
    }
  });
}

function poolObject(name: string) {
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerPool',
    metadata: { name },
    spec: spec(
      {
        worker: {
          image: 'registry.example.org/worker:1',
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
        },
      },
      { ...onQueue(name), hold: '1s' },
    ),
  };
}

function deploymentObject(name: string) {
  const labels = { 'app.kubernetes.io/name': name, 'roster.dev/pool': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { nodeSelector: { nowhere: 'true' }, containers: [{ name: 'worker', image: 'a:1' }] },
      },
    },
  };
}

withControlPlane(
  test,
  'messages make workers and their end ends them, with as few writes as there can be',
  async () => {
    const bed = await testbed();
    await withController(bed, async ({ broker, create, replicas, status, writes }) => {
      await create('/apis/apps/v1/namespaces/NAMESPACE/deployments', deploymentObject('a'));
      await create('/apis/roster.dev/v1alpha1/namespaces/NAMESPACE/workerpools', poolObject('a'));
      broker.set(queueKey('a'), 3);
      await until('the pool has three workers', async () => (await replicas('a')) === 3);
      const seen = await until('the status says three', async () => {
        const now = await status('a');
        return now.wanted === 3 && now.current === 3 && now;
      });
      assert.is(seen.engine, 'runtime');
      assert.is(seen.reason, 'Backlog');
      assert.equal(seen.conditions?.map(({ type }) => type).toSorted(), [
        'Bounded',
        'OverQuota',
        'Paused',
        'Ready',
        'SignalFresh',
      ]);
      broker.set(queueKey('a'), 0);
      await until('the pool has none', async () => (await replicas('a')) === 0);
      await until('the status says so', async () => {
        const now = await status('a');
        return now.wanted === 0 && now.current === 0;
      });
      const all = await writes();
      const scales = all.filter((one) => one.includes('scale') && one.endsWith('200'));
      assert.is(scales.length, 2, all.join('\n'));
      assert.equal(
        all.filter(
          (one) =>
            !/^patch (deployments\/a\/scale (200|409)|workerpools\/a\/status 200)$/.test(one),
        ),
        [],
      );
    });
  },
);

withControlPlane(test, 'a pool that nothing happens to is not written to', async () => {
  const bed = await testbed();
  await withController(bed, async ({ broker, create, replicas, status, writes }) => {
    await create('/apis/apps/v1/namespaces/NAMESPACE/deployments', deploymentObject('a'));
    await create('/apis/roster.dev/v1alpha1/namespaces/NAMESPACE/workerpools', poolObject('a'));
    broker.set(queueKey('a'), 2);
    await until('the pool has two workers', async () => (await replicas('a')) === 2);
    await until('the status says two', async () => {
      const now = await status('a');
      return now.wanted === 2 && now.current === 2;
    });
    const before = await writes();
    // each of these is a reading that says the same, or a reason to look again
    for (let turn = 0; turn < 20; turn += 1) {
      broker.cut('a moment');
      broker.mend();
      await until('it was looked at', async () => (await replicas('a')) === 2);
    }
    assert.equal((await writes()).slice(before.length), []);
  });
});

test.run();
