import { randomBytes } from 'node:crypto';
import { AppsV1Api, BatchV1Api, CoreV1Api, RbacAuthorizationV1Api } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inNamespace } from './in-namespace.ts';
import { testbed, withControlPlane } from './shared.ts';
import { runNodes } from './start-nodes.ts';
import { until } from './until.ts';

// What later tests build on: workers, servers and clients as real processes, under the real controllers.
const test = suite('Nodes that run processes');

const server = `
  const { createServer } = require('node:http');
  const { POD_IP, POD_NAME, GREETING } = process.env;
  let draining = false;
  const serving = createServer((request, response) => {
    response.statusCode = request.url === '/ready' && draining ? 503 : 200;
    response.end(GREETING + ' from ' + POD_NAME);
  });
  serving.listen(8080, POD_IP, () => console.log('listening'));
  process.on('SIGTERM', () => {
    draining = true;
    console.log('draining');
    serving.close(() => process.exit(0));
    serving.closeAllConnections();
  });
`;

const images = {
  'example.org/web:1': { command: [process.execPath, '-e', server] },
  // Asks the API server as whoever the Pod's ServiceAccount is.
  'example.org/client:1': {
    command: [
      process.execPath,
      '-e',
      `
      const { readFileSync } = require('node:fs');
      const { get } = require('node:https');
      const { clusters: [{ cluster }], users: [{ user }] } = JSON.parse(readFileSync(process.env.KUBECONFIG, 'utf8'));
      const path = '/api/v1/namespaces/' + process.argv[1] + '/configmaps/' + process.argv[2];
      get(cluster.server + path, {
        ca: Buffer.from(cluster['certificate-authority-data'], 'base64'),
        headers: { authorization: 'Bearer ' + user.token },
      }, (answer) => {
        console.log('status ' + answer.statusCode);
        process.exitCode = answer.statusCode === 200 ? 0 : 3;
        answer.resume();
      });
    `,
    ],
  },
};

withControlPlane(
  test,
  'a Deployment behind a Service answers, logs, and drains when it is scaled down',
  async () => {
    await onNodes(async ({ namespace, nodeSelector, core, apps }) => {
      const labels = { app: 'web' };
      await core.createNamespacedConfigMap({
        namespace,
        body: { metadata: { name: 'web' }, data: { greeting: 'hello' } },
      });
      const probe = { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 1 };
      const containers = [
        {
          name: 'web',
          image: 'example.org/web:1',
          ports: [{ name: 'http', containerPort: 8_080 }],
          readinessProbe: probe,
          env: [
            { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
            { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
            { name: 'GREETING', valueFrom: { configMapKeyRef: { name: 'web', key: 'greeting' } } },
          ],
        },
      ];
      await apps.createNamespacedDeployment({
        namespace,
        body: {
          metadata: { name: 'web' },
          spec: {
            replicas: 2,
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { nodeSelector, containers } },
          },
        },
      });
      const service = await core.createNamespacedService({
        namespace,
        body: {
          metadata: { name: 'web' },
          spec: { selector: labels, ports: [{ port: 8_000, targetPort: 'http' }] },
        },
      });
      const replicas = (count: number) =>
        until(`${count} are ready`, async () => {
          const { status } = await apps.readNamespacedDeployment({ namespace, name: 'web' });
          const settled = status?.readyReplicas === count && status.replicas === count;
          return settled;
        });
      await replicas(2);
      const pods = (await core.listNamespacedPod({ namespace })).items.map(
        ({ metadata }) => metadata?.name ?? '',
      );
      const url = `http://${service.spec?.clusterIP}:8000/`;
      const answered = await until('both have answered', async () => {
        const answers = new Set<string>();
        for (let asked = 0; asked < 4; asked += 1) answers.add((await ask(url)) ?? '');
        return answers.size === 2 && !answers.has('') ? answers : undefined;
      });
      assert.equal([...answered].toSorted(), pods.map((pod) => `hello from ${pod}`).toSorted());
      const following = core.readNamespacedPodLog({ namespace, name: pods[0]! });
      assert.is(await following, 'listening\n');

      await apps.patchNamespacedDeploymentScale({
        namespace,
        name: 'web',
        body: [{ op: 'replace', path: '/spec/replicas', value: 1 }],
      });
      await replicas(1);
      const left = (await core.listNamespacedPod({ namespace })).items.filter(
        ({ metadata }) => metadata?.deletionTimestamp === undefined,
      );
      assert.is(left.length, 1);
      // The stand-in for kube-proxy hears of it on a watch of its own.
      await until('only the one that is left answers', async () => {
        const answers = await Promise.all([ask(url), ask(url), ask(url), ask(url)]);
        return answers.every((answer) => answer === `hello from ${left[0]?.metadata?.name}`);
      });
    });
  },
);

const rights = [
  { name: 'without a Role its client is refused', granted: false, code: 3, log: 'status 403\n' },
  { name: 'with a Role it is let in', granted: true, code: 0, log: 'status 200\n' },
];
for (const { name, granted, code, log } of rights) {
  withControlPlane(test, `a Job acts as its ServiceAccount: ${name}`, async () => {
    await onNodes(async ({ namespace, nodeSelector, core, batch, rbac }) => {
      await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'wanted' } } });
      await core.createNamespacedServiceAccount({
        namespace,
        body: { metadata: { name: 'client' } },
      });
      if (granted) {
        const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }];
        await rbac.createNamespacedRole({ namespace, body: { metadata: { name: 'get' }, rules } });
        await rbac.createNamespacedRoleBinding({
          namespace,
          body: {
            metadata: { name: 'get' },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'get' },
            subjects: [{ kind: 'ServiceAccount', name: 'client', namespace }],
          },
        });
        const account = await (await testbed()).as({ namespace, name: 'client' });
        const own = account.makeApiClient(CoreV1Api);
        await until('the API server knows of the rights', () =>
          own.readNamespacedConfigMap({ namespace, name: 'wanted' }).catch(() => undefined),
        );
      }
      const args = [namespace, 'wanted'];
      const spec = {
        nodeSelector,
        restartPolicy: 'Never',
        serviceAccountName: 'client',
        containers: [{ name: 'client', image: 'example.org/client:1', args }],
      };
      await batch.createNamespacedJob({
        namespace,
        body: { metadata: { name: 'ask' }, spec: { backoffLimit: 0, template: { spec } } },
      });
      const pod = await until('its Pod has ended', async () => {
        const { items } = await core.listNamespacedPod({ namespace });
        return items.find(({ status }) => /Succeeded|Failed/.test(status?.phase ?? ''));
      });
      assert.is(pod.status?.containerStatuses?.[0]?.state?.terminated?.exitCode, code);
      assert.is(
        await core.readNamespacedPodLog({ namespace, name: pod.metadata?.name ?? '' }),
        log,
      );
      await until('the Job has ended', async () => {
        const { status } = await batch.readNamespacedJob({ namespace, name: 'ask' });
        const wanted = granted ? 'Complete' : 'Failed';
        return status?.conditions?.find(({ type }) => type === wanted);
      });
    });
  });
}

interface Parts {
  readonly namespace: string;
  readonly nodeSelector: Record<string, string>;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  readonly rbac: RbacAuthorizationV1Api;
}

/** A namespace, and a Node of its own for its Pods. */
async function onNodes(use: (parts: Parts) => Promise<void>): Promise<void> {
  const bed = await testbed();
  const name = `runs-${randomBytes(4).toString('hex')}`;
  const errors: Error[] = [];
  const onError = (error: Error) => errors.push(error);
  const nodeSelector = { 'kubernetes.io/hostname': name };
  const kubelet = await runNodes(bed, [{ name }], { images, onError, probeSecondMs: 100 });
  try {
    await inNamespace(bed, (namespace) =>
      use({
        namespace,
        nodeSelector,
        core: bed.admin.makeApiClient(CoreV1Api),
        apps: bed.admin.makeApiClient(AppsV1Api),
        batch: bed.admin.makeApiClient(BatchV1Api),
        rbac: bed.admin.makeApiClient(RbacAuthorizationV1Api),
      }),
    );
  } finally {
    await kubelet.removeNode(name);
    await kubelet.stop();
  }
  assert.equal(
    errors.map(({ message }) => message),
    [],
  );
}

/** The text of an answer, on a connection of its own; undefined while there is none. */
async function ask(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { headers: { connection: 'close' } });
    return await answer.text();
  } catch {
    return undefined;
  }
}

test.run();
