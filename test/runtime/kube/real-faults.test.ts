import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiClient } from '../../../src/runtime/kube/api-client.ts';
import { createApiClient } from '../../../src/runtime/kube/create-api-client.ts';
import { createInformer } from '../../../src/runtime/kube/create-informer.ts';
import { scaleDeployment } from '../../../src/runtime/kube/scale-deployment.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import {
  configMap,
  configMaps,
  create,
  deployments,
  mergePatch,
} from '../../conformance/api-calls.ts';
import { deployment } from '../../conformance/api-objects.ts';
import { type FaultProxy, startFaultProxy } from '../../testbed/fault-proxy.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../../testbed/shared.ts';
import { until } from '../../testbed/until.ts';
import { type Logged, partsOf } from './parts-of.ts';

const test = suite('a real API server with faults in between');

withControlPlane(test, 'an informer sees what comes, changes and goes', async () => {
  await following(async ({ direct, path, known, changes }) => {
    await create(direct, path, configMap('b', { n: '1' }));
    await until('b is known', async () => known().b === '1');
    const body = { data: { n: '2' } };
    await direct.call({ method: 'PATCH', path: `${path}/b`, contentType: mergePatch, body });
    await until('b is changed', async () => known().b === '2');
    await direct.call({ method: 'DELETE', path: `${path}/b` });
    await until('b is gone', async () => !('b' in known()));
    assert.equal(changes, ['a', 'b', 'b', 'b']);
  });
});

withControlPlane(
  test,
  'an informer finds what it missed when its version is forgotten',
  async () => {
    await following(async ({ proxy, direct, path, known }) => {
      const mend = proxy.fail({ watch: true }, { status: 410, reason: 'Expired' });
      proxy.cut();
      await direct.call({ method: 'DELETE', path: `${path}/a` });
      await create(direct, path, configMap('b'));
      await until('b is known and a is gone', async () => Object.keys(known()).join() === 'b');
      mend();
    });
  },
);

withControlPlane(test, 'an informer gives up a watch that is silently dead', async () => {
  await following(
    async ({ proxy, direct, path, known, logged }) => {
      const mend = proxy.freezeWatches();
      await create(direct, path, configMap('b'));
      await until('b is known', async () => 'b' in known());
      assert.ok(logged.some(({ message }) => message === 'a watch was silent for too long'));
      mend();
    },
    { deadManMs: 500 },
  );
});

withControlPlane(
  test,
  'an informer keeps its copy while the server is gone, and says so',
  async () => {
    await following(async ({ proxy, direct, path, known, informer }) => {
      const mend = await proxy.vanish();
      await until('the copy is old', async () => informer.staleSince() !== undefined);
      await create(direct, path, configMap('b'));
      assert.equal(Object.keys(known()), ['a']);
      await mend();
      await until('b is known', async () => 'b' in known());
      assert.is(informer.staleSince(), undefined);
    });
  },
);

withControlPlane(test, 'a busy server is asked again, and a refused write is a value', async () => {
  await following(async ({ proxy, client, direct, path }) => {
    const where = { method: 'GET', watch: false };
    proxy.fail(where, { status: 429, reason: 'TooManyRequests', retryAfterSeconds: 0, times: 2 });
    await client.call({ method: 'GET', path: `${path}/a` });
    const namespace = path.split('/')[4]!;
    const made = await create(direct, deployments(namespace), deployment('a', 0));
    const { resourceVersion = '' } = made.metadata;
    proxy.fail({ path: /scale$/ }, { status: 500, reason: 'InternalError', times: 1 });
    const wanted = { namespace, name: 'a', replicas: 1, resourceVersion };
    const outcome = await scaleDeployment(client, wanted);
    assert.is(outcome.ok ? 'done' : outcome.reason, 'unavailable');
  });
});

withControlPlane(
  test,
  'a write whose answer is lost rejects, and its repetition is a conflict',
  async () => {
    await following(async ({ proxy, client, direct, path }) => {
      const namespace = path.split('/')[4]!;
      const made = await create(direct, deployments(namespace), deployment('a', 0));
      const { resourceVersion = '' } = made.metadata;
      const wanted = { namespace, name: 'a', replicas: 1, resourceVersion };
      const mend = proxy.loseAnswers({ path: /scale$/ });
      const error = await scaleDeployment(client, wanted).catch((caught: Error) => caught);
      assert.instance(error, Error);
      mend();
      const outcome = await scaleDeployment(client, wanted);
      assert.is(outcome.ok ? 'done' : outcome.reason, 'conflict');
    });
  },
);

test.run();

interface Following {
  readonly proxy: FaultProxy;
  /** By way of the proxy. */
  readonly client: ApiClient;
  /** Past it. */
  readonly direct: ApiClient;
  readonly path: string;
  /** What the informer knows: `n` by name. */
  readonly known: () => Readonly<Record<string, string | undefined>>;
  readonly informer: ReturnType<typeof createInformer<ConfigMap>>;
  readonly changes: string[];
  readonly logged: Logged[];
}

type ConfigMap = ReturnType<typeof configMap>;

/** A ConfigMap `a` is there, and the informer follows by way of a proxy. */
async function following(
  use: (parts: Following) => Promise<void>,
  more: { readonly deadManMs?: number } = {},
): Promise<void> {
  const bed = await testbed();
  const proxy = await startFaultProxy(bed.admin);
  const logged: Logged[] = [];
  const parts = partsOf(createRealClock(), logged);
  const client = createApiClient({ ...parts, kubeConfig: proxy.config });
  const direct = createApiClient({ ...parts, kubeConfig: bed.admin });
  const abort = new AbortController();
  let done: Promise<void> | undefined;
  try {
    await inNamespace(bed, async (namespace) => {
      const path = configMaps(namespace);
      await create(direct, path, configMap('a'));
      const resource = { group: '', version: 'v1', plural: 'configmaps', namespace };
      const labelSelector = 'test=yes';
      const informer = createInformer<ConfigMap>({
        ...parts,
        ...more,
        api: client,
        resource,
        labelSelector,
      });
      const changes: string[] = [];
      done = informer.run((name) => changes.push(name), abort.signal);
      const known = () =>
        Object.fromEntries(informer.list().map(({ metadata, data }) => [metadata.name, data?.n]));
      await until('a is known', async () => 'a' in known());
      await use({ proxy, client, direct, path, known, informer, changes, logged });
    });
  } finally {
    abort.abort();
    await done;
    client.close();
    direct.close();
    await proxy.stop();
  }
}
