import {
  AppsV1Api,
  CoreV1Api,
  type KubeConfig,
  RbacAuthorizationV1Api,
} from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createApiClient } from '../../../src/runtime/kube/create-api-client.ts';
import { runDropIn } from '../../../src/runtime/oasis-drop-in/run-drop-in.ts';
import { readOasisSettings } from '../../../src/runtime/oasis-drop-in/settings.ts';
import { createRealClock } from '../../../src/runtime/real-clock.ts';
import { entryOf } from '../../fakes/oasis-server/content.ts';
import {
  createOasisServer,
  type OasisServer,
} from '../../fakes/oasis-server/create-oasis-server.ts';
import { writesIn } from '../../testbed/audit.ts';
import { inNamespace } from '../../testbed/in-namespace.ts';
import { testbed, withControlPlane } from '../../testbed/shared.ts';
import { until } from '../../testbed/until.ts';
import { partsOf } from '../kube/parts-of.ts';
import { surge } from '../signals/oasis/start.ts';

const test = suite('the drop-in on a control plane');

const account = 'oasis-worker-controller';
const worker = 'worker-northsea-surge-3-v2';

withControlPlane(
  test,
  'with the rights of the worker controller and no others it scales',
  async () => {
    const bed = await testbed();
    await inNamespace(bed, async (namespace) => {
      await grant(bed.admin, namespace);
      await deploy(bed.admin, namespace);
      const server = await createOasisServer({ models: [surge] });
      const parts = partsOf(createRealClock());
      const kubeConfig = await bed.as({ namespace, name: account });
      const api = createApiClient({ ...parts, kubeConfig });
      const abort = new AbortController();
      const settings = settingsFor(server, namespace);
      const run = runDropIn({ ...parts, settings, api, gate: () => true }, abort.signal);
      try {
        server.push([entryOf('NorthSea-Surge-3-v2', [{ id: 1 }])]);
        await hasReplicas(bed.admin, namespace, 5);
        server.push([]);
        await hasReplicas(bed.admin, namespace, 0);
      } finally {
        abort.abort();
        await run;
        api.close();
        await server.close();
      }
      const user = `system:serviceaccount:${namespace}:${account}`;
      const events = (await bed.audit()).filter(({ user: { username } }) => username === user);
      const codes = events.map(({ responseStatus }) => responseStatus?.code ?? 0);
      // A conflict is no refusal: the status of the Deployment changes while its pods come and go.
      assert.equal(
        codes.filter((code) => code >= 400 && code !== 409),
        [],
      );
      const writes = writesIn(events).filter(({ responseStatus }) => responseStatus?.code === 200);
      assert.equal(
        writes.map(({ verb, objectRef: ref }) =>
          [verb, ref?.resource, ref?.subresource, ref?.name].filter(Boolean).join(' '),
        ),
        [`patch deployments ${worker}`, `patch deployments ${worker}`],
      );
    });
  },
);

test.run();

/** As the platform's chart grants them, in one namespace. */
async function grant(admin: KubeConfig, namespace: string): Promise<void> {
  const metadata = { name: account, namespace };
  const rbac = admin.makeApiClient(RbacAuthorizationV1Api);
  await admin
    .makeApiClient(CoreV1Api)
    .createNamespacedServiceAccount({ namespace, body: { metadata } });
  const verbs = ['get', 'list', 'watch', 'update', 'patch'];
  await rbac.createNamespacedRole({
    namespace,
    body: { metadata, rules: [{ apiGroups: ['*'], resources: ['deployments'], verbs }] },
  });
  await rbac.createNamespacedRoleBinding({
    namespace,
    body: {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: account },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    },
  });
}

async function deploy(admin: KubeConfig, namespace: string): Promise<void> {
  const selected = { app: worker };
  const labels = {
    ...selected,
    'oasislmf/type': 'worker',
    'oasislmf/supplier-id': 'NorthSea',
    'oasislmf/model-id': 'Surge',
    'oasislmf/model-version-id': '3',
    'oasislmf/api-version': 'v2',
  };
  await admin.makeApiClient(AppsV1Api).createNamespacedDeployment({
    namespace,
    body: {
      metadata: { name: worker, labels },
      spec: {
        replicas: 0,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selected },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'worker', image: 'registry.example.org/surge:3' }] },
        },
      },
    },
  });
}

function settingsFor(server: OasisServer, namespace: string) {
  const read = readOasisSettings([], {
    OASIS_API_HOST: '127.0.0.1',
    OASIS_API_PORT: new URL(server.url).port,
    OASIS_API_SUBPATH: 'api',
    OASIS_WEBSOCKET_HOST: '127.0.0.1',
    OASIS_WEBSOCKET_PORT: new URL(server.websocketUrl).port,
    OASIS_SERVICE_USERNAME_OR_ID: server.behaviour.user,
    OASIS_SERVICE_PASSWORD_OR_SECRET: server.behaviour.password,
    OASIS_CLUSTER_NAMESPACE: namespace,
    ROSTER_OASIS_GRACE: '100ms',
  });
  if (!read.ok) throw new Error('the settings are wrong');
  return read.settings;
}

async function hasReplicas(admin: KubeConfig, namespace: string, count: number): Promise<void> {
  const apps = admin.makeApiClient(AppsV1Api);
  await until(`there are ${count} workers`, async () => {
    const { spec } = await apps.readNamespacedDeployment({ namespace, name: worker });
    return spec?.replicas === count;
  });
}
