import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FakeModel } from '../../fakes/oasis-server/behaviour.ts';
import { entryOf } from '../../fakes/oasis-server/content.ts';
import { createOasisServer } from '../../fakes/oasis-server/create-oasis-server.ts';
import { writesIn } from '../../testbed/audit.ts';
import { type ApiServer, withApiServer } from '../../testbed/client/api-server.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../../testbed/shared.ts';
import { until } from '../../testbed/until.ts';
import { followProcess } from './follow-process.ts';

const test = suite('the drop-in end to end');

const account = 'oasis-worker-controller';
const rbac = '/apis/rbac.authorization.k8s.io/v1';

const modelOf = (id: number, supplier: string, model: string, scaling: object): FakeModel => ({
  ...{ id, supplier_id: supplier, model_id: model, version_id: '1' },
  scaling_configuration: scaling,
});
const surge = modelOf(1, 'NorthSea', 'Surge', {
  scaling_strategy: 'FIXED_WORKERS',
  worker_count_fixed: 3,
});
const quake = modelOf(2, 'Andes', 'Quake', {
  scaling_strategy: 'QUEUE_LOAD',
  worker_count_max: 6,
});
const models = [surge, quake];

const runs = (model: FakeModel, count: number, priority: number) =>
  entryOf(
    `${model.supplier_id}-${model.model_id}-1-v2`,
    Array.from({ length: count }, (_, index) => ({ id: model.id * 100 + index, priority })),
  );

withControlPlane(
  test,
  'a process with the settings and the rights of the worker controller serves runs, limits and priorities',
  async () => {
    const bed = await testbed();
    await inNamespace(bed, async (namespace) => {
      const server = await createOasisServer({ models });
      const children: ChildProcess[] = [];
      await withApiServer(bed.admin, async (api) => {
        try {
          await grant(api, namespace);
          for (const model of models) await deploy(api, namespace, model);
          const config = await bed.as({ namespace, name: account });
          const kubeconfig = join(bed.folder, `${namespace}.kubeconfig`);
          writeFileSync(kubeconfig, config.exportConfig(), { mode: 0o600 });
          const { hostname, port } = new URL(server.url);
          const child = spawn(process.execPath, ['--import', 'tsx', 'src/runtime/main.ts'], {
            stdio: ['ignore', 'pipe', 'pipe'],
            env: {
              KUBECONFIG: kubeconfig,
              CLUSTER: 'local',
              OASIS_API_HOST: hostname,
              OASIS_API_PORT: port,
              OASIS_API_SUBPATH: 'api',
              OASIS_WEBSOCKET_HOST: hostname,
              OASIS_WEBSOCKET_PORT: new URL(server.websocketUrl).port,
              OASIS_SERVICE_USERNAME_OR_ID: server.behaviour.user,
              OASIS_SERVICE_PASSWORD_OR_SECRET: server.behaviour.password,
              OASIS_CLUSTER_NAMESPACE: namespace,
              OASIS_TOTAL_WORKER_LIMIT: '7',
              OASIS_PRIORITIZED_MODELS_LIMIT: '1',
              ROSTER_OASIS_GRACE: '200ms',
            },
          });
          children.push(child);
          const running = followProcess(child);
          const untilWorkers = async (surges: number, quakes: number) => {
            const look = until(`there are ${surges} and ${quakes} workers`, async () => {
              const found = await Promise.all(models.map((one) => replicas(api, namespace, one)));
              return found[0] === surges && found[1] === quakes;
            });
            await running.whileAlive(look);
          };
          server.push([runs(surge, 1, 4)]);
          await untilWorkers(3, 0);
          server.push([runs(surge, 1, 4), runs(quake, 6, 4)]);
          await untilWorkers(3, 4); // seven at most, and the first is served
          server.push([runs(surge, 1, 4), runs(quake, 6, 9)]);
          await untilWorkers(0, 6);
          server.push([]);
          await untilWorkers(0, 0);
          child.kill('SIGTERM');
          assert.is(await running.ended, 0, running.said());

          const user = `system:serviceaccount:${namespace}:${account}`;
          const writes = writesIn((await bed.audit()).filter((one) => one.user.username === user));
          const kinds = writes.map(({ verb, objectRef }) => `${verb} ${objectRef?.resource}`);
          assert.equal(
            [...new Set(kinds)].filter((one) => one !== 'create leases'),
            ['patch deployments'],
          );
        } finally {
          for (const child of children) child.kill('SIGKILL');
          await server.close();
          await revoke(api, namespace);
        }
      });
    });
  },
);

test.run();

/** As the platform's chart grants them: deployments of every namespace, and nothing else. */
async function grant(api: ApiServer, namespace: string): Promise<void> {
  const name = `${account}-${namespace}`;
  const post = (path: string, body: object) => api.call({ method: 'POST', path, body });
  await post(`/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name: account } });
  const verbs = ['get', 'list', 'watch', 'update', 'patch'];
  await post(`${rbac}/clusterroles`, {
    metadata: { name },
    rules: [{ apiGroups: ['*'], resources: ['deployments'], verbs }],
  });
  await post(`${rbac}/clusterrolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
  });
}

async function revoke(api: ApiServer, namespace: string): Promise<void> {
  for (const plural of ['clusterrolebindings', 'clusterroles']) {
    await api.call({ method: 'DELETE', path: `${rbac}/${plural}/${account}-${namespace}` });
  }
}

function pathOf(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/deployments`;
}

function nameOf({ supplier_id, model_id }: FakeModel): string {
  return `worker-${supplier_id}-${model_id}`.toLowerCase();
}

/** With the labels of the models chart. */
async function deploy(api: ApiServer, namespace: string, model: FakeModel): Promise<void> {
  const app = { app: nameOf(model) };
  const labels = {
    ...app,
    'oasislmf/type': 'worker',
    'oasislmf/supplier-id': model.supplier_id,
    'oasislmf/model-id': model.model_id,
    'oasislmf/model-version-id': model.version_id,
    'oasislmf/api-version': 'v2',
  };
  const containers = [{ name: 'worker', image: 'registry.example.org/model:1' }];
  const spec = { containers, nodeSelector: { 'example.org/stage': 'none' } };
  const body = {
    metadata: { name: nameOf(model), labels },
    spec: { replicas: 0, selector: { matchLabels: app }, template: { metadata: { labels }, spec } },
  };
  await api.call({ method: 'POST', path: pathOf(namespace), body });
}

async function replicas(api: ApiServer, namespace: string, model: FakeModel): Promise<number> {
  const path = `${pathOf(namespace)}/${nameOf(model)}`;
  const { spec } = (await api.call({ method: 'GET', path })) as {
    readonly spec: { readonly replicas: number };
  };
  return spec.replicas;
}
