import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { crds } from '../../src/language/crd/crds.prebuilt.ts';
import { isObject } from '../../src/model/json.ts';
import { applyObjects } from './apply/apply-objects.ts';
import type { ApiObject } from './client/api-object.ts';
import { ApiRefusal } from './client/api-refusal.ts';
import { type ApiServer, withApiServer } from './client/api-server.ts';
import { inNamespace } from './in-namespace.ts';
import { kubectl, withKubectl } from './kubectl.ts';
import { testbed, withControlPlane } from './shared.ts';

// What the gateway will do with WorkerClusters, asked of an API server that has our definition of them.
const test = suite('WorkerClusters on a control plane');
const name = 'c7';
const asked = { template: 'dask', owner: 'ann@example.org', workers: { wanted: 0 } };

type Spec = Readonly<Record<string, unknown>>;

interface Answer {
  readonly metadata: { readonly name: string; readonly resourceVersion: string };
  readonly spec: Spec;
}

const accepted: Readonly<Record<string, Spec>> = {
  'as little as can be said': asked,
  'a number of workers': { ...asked, workers: { wanted: 3, limit: 3 } },
  'as many as the work needs': {
    ...asked,
    workers: { wanted: 2, adaptive: { minimum: 0, maximum: 8 }, limit: 8 },
  },
  'a wish for all there are': { ...asked, workers: { wanted: 10_000 } },
  'a job that has not begun': { ...asked, jobId: 7, desired: 'Pending' },
  'everything that the gateway writes': {
    ...asked,
    desired: 'Started',
    workers: { wanted: 0, limit: 40 },
    options: { cores: 2, image: 'current', environment: { OMP_NUM_THREADS: '1' } },
    size: { scheduler: { cpu: '1', memory: '4Gi' }, worker: { cpu: 2, memory: '500Mi' } },
    templates: { scheduler: { spec: { containers: [] } }, worker: { spec: { containers: [] } } },
  },
};

const refused: Readonly<Record<string, readonly [spec: Spec, why: RegExp, name?: string]>> = {
  'nobody owns it': [{ ...asked, owner: undefined }, /spec\.owner: Required/],
  'it is made of nothing': [{ ...asked, template: undefined }, /spec\.template: Required/],
  'nobody says how many workers': [
    { ...asked, workers: { limit: 8 } },
    /workers\.wanted: Required/,
  ],
  'more workers than it may have': [
    { ...asked, workers: { wanted: 9, limit: 8 } },
    /`wanted` must be at most `limit`/,
  ],
  'a range beyond what it may have': [
    { ...asked, workers: { wanted: 0, adaptive: { maximum: 9 }, limit: 8 } },
    /`adaptive` must be within `limit`/,
  ],
  'a range the wrong way round': [
    { ...asked, workers: { wanted: 0, adaptive: { minimum: 5, maximum: 4 } } },
    /`adaptive\.minimum` must be at most `adaptive\.maximum`/,
  ],
  'fewer workers than none': [{ ...asked, workers: { wanted: -1 } }, /spec\.workers\.wanted/],
  'a word that says nothing': [{ ...asked, desired: 'Paused' }, /spec\.desired: Unsupported value/],
  'a name that no pod can be named after': [asked, /metadata\.name: Too long/, 'c'.repeat(41)],
};

withControlPlane(test, 'what the gateway and people may write is taken', async () => {
  await withClusters(async (api, path) => {
    for (const [what, spec] of Object.entries(accepted)) {
      const answer = await api.call({
        method: 'POST',
        path: `${path}?dryRun=All&fieldValidation=Strict`,
        body: cluster(spec),
      });
      assert.equal((answer as Answer).spec, spec, what);
    }
  });
});

withControlPlane(test, 'what contradicts itself is refused, with the reason', async () => {
  await withClusters(async (api, path) => {
    for (const [what, [spec, why, called]] of Object.entries(refused)) {
      const call = {
        method: 'POST',
        path: `${path}?dryRun=All`,
        body: cluster(spec, called),
      } as const;
      assert.match(await refusalOf(api.call(call)), why, what);
    }
  });
});

withControlPlane(test, 'whose it is, and what it is made of, never changes', async () => {
  await withClusters(async (api, path) => {
    await api.call({ method: 'POST', path, body: cluster({ ...asked, jobId: 7 }) });
    const changes = { template: 'other', owner: 'bob', jobId: 8 };
    for (const [field, value] of Object.entries(changes)) {
      const refusal = await refusalOf(change(api, path, { [field]: value }));
      assert.match(refusal, new RegExp(`\`${field}\` must not change`));
    }
    assert.match(await refusalOf(change(api, path, { jobId: null })), /`jobId` must not change/);
  });
});

withControlPlane(test, 'what has been stopped is never started again', async () => {
  await withClusters(async (api, path) => {
    await api.call({ method: 'POST', path, body: cluster({ ...asked, desired: 'Pending' }) });
    await change(api, path, { desired: 'Started' });
    assert.match(await refusalOf(change(api, path, { desired: 'Pending' })), /must not go back/);
    await change(api, path, { desired: 'Stopped' });
    for (const desired of ['Started', null]) {
      assert.match(await refusalOf(change(api, path, { desired })), /must stay `Stopped`/);
    }
  });
});

withControlPlane(test, 'its scale is the number of its workers, with the same limit', async () => {
  await withClusters(async (api, path) => {
    await api.call({
      method: 'POST',
      path,
      body: cluster({ ...asked, workers: { wanted: 0, limit: 5 } }),
    });
    assert.is((await scaleTo(api, path, 3)).spec.replicas, 3);
    const { spec } = (await api.call({ method: 'GET', path: `${path}/${name}` })) as Answer;
    assert.equal(spec.workers, { limit: 5, wanted: 3 });
    assert.match(await refusalOf(scaleTo(api, path, 6)), /`wanted` must be at most `limit`/);
    await change(api, path, { workers: { adaptive: { maximum: 5 } } });
    assert.match(
      await refusalOf(scaleTo(api, path, 1)),
      /`wanted` must not change while `adaptive`/,
    );
    await change(api, path, { workers: { wanted: 1, adaptive: null } });
    assert.is((await scaleTo(api, path, 2)).spec.replicas, 2);
  });
});

withControlPlane(
  test,
  'its status says how many workers there are, and which pods they are',
  async () => {
    await withClusters(async (api, path) => {
      await api.call({ method: 'POST', path, body: cluster(asked) });
      const selector = 'roster.dev/cluster=c7,roster.dev/role=worker';
      const status = { phase: 'Running', selector, workers: { wanted: 2, current: 2, ready: 1 } };
      await api.call({
        method: 'PATCH',
        path: `${path}/${name}/status`,
        type: 'application/merge-patch+json',
        body: { status },
      });
      const scale = (await api.call({ method: 'GET', path: `${path}/${name}/scale` })) as ApiObject;
      assert.equal(scale.status, { replicas: 2, selector });
    });
  },
);

withKubectl(test, 'people scale it and see it by its short name', async () => {
  const { kubeconfig } = await testbed();
  await withClusters(async (api, path, namespace) => {
    await api.call({ method: 'POST', path, body: cluster(asked) });
    const { stdout, stderr } = await kubectl(
      kubeconfig,
      '-n',
      namespace,
      'scale',
      `wc/${name}`,
      '--replicas',
      '3',
    );
    assert.equal([stdout, stderr], [`workercluster.roster.dev/${name} scaled\n`, '']);
    const seen = await kubectl(kubeconfig, '-n', namespace, 'get', 'roster');
    assert.match(seen.stdout, /^NAME +TEMPLATE +OWNER +PHASE +WANTED +READY +REASON +AGE$/m);
    assert.match(seen.stdout, /c7 +dask +ann@example\.org/);
  });
});

/** Gives `use` a namespace and the path of its WorkerClusters. */
async function withClusters(
  use: (api: ApiServer, path: string, namespace: string) => Promise<void>,
): Promise<void> {
  const bed = await testbed();
  const ours = crds.filter(
    ({ metadata }) => isObject(metadata) && metadata.name === 'workerclusters.roster.dev',
  );
  const manifests = ours.map((object) => ({
    file: 'crds.prebuilt.ts',
    object: object as unknown as ApiObject,
  }));
  const applied = await applyObjects(bed.admin, manifests, {
    fieldManager: 'worker-cluster',
    conflicts: 'take',
    run: 'real',
  });
  assert.equal(
    applied.flatMap((one) => (one.result === 'refused' ? [one.message] : one.warnings)),
    [],
  );
  await inNamespace(bed, (namespace) =>
    withApiServer(bed.admin, (api) =>
      use(api, `/apis/roster.dev/v1alpha1/namespaces/${namespace}/workerclusters`, namespace),
    ),
  );
}

function cluster(spec: Spec, called = name) {
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'WorkerCluster',
    metadata: { name: called },
    spec,
  };
}

function change(api: ApiServer, path: string, spec: Spec): Promise<unknown> {
  return api.call({
    method: 'PATCH',
    path: `${path}/${name}`,
    type: 'application/merge-patch+json',
    body: { spec },
  });
}

async function scaleTo(
  api: ApiServer,
  path: string,
  replicas: number,
): Promise<{ readonly spec: { readonly replicas: number } }> {
  const body = { spec: { replicas } };
  const type = 'application/merge-patch+json';
  return (await api.call({ method: 'PATCH', path: `${path}/${name}/scale`, type, body })) as {
    readonly spec: { readonly replicas: number };
  };
}

async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiRefusal) return error.message;
    throw error;
  }
  throw new Error('it was taken');
}

test.run();
