import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ApiException,
  CoreV1Api,
  KubeConfig,
  RbacAuthorizationV1Api,
  type V1Pod,
} from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withControlPlane } from '../../shared.ts';
import { until } from '../../until.ts';
import type { ContainerRuntime } from '../container-runtime.ts';
import { shell } from './bench.ts';
import { startWhenReady, withRuntime } from './server-bench.ts';

const test = suite('processes and the API server');

withControlPlane(test, 'variables and volumes come from ConfigMaps and Secrets', () =>
  withRuntime(async ({ core, namespace, runtime, make }) => {
    const binary = Buffer.from([0, 255, 10, 13, 128]);
    await core.createNamespacedSecret({
      namespace,
      body: {
        metadata: { name: 'keys' },
        data: { binary: binary.toString('base64') },
        stringData: { url: 'redis://x' },
      },
    });
    const metadata = { name: 'config' };
    await core.createNamespacedConfigMap({ namespace, body: { metadata, data: { mode: 'fast' } } });
    const pod = await make(
      {
        ...shell('echo $URL $MODE; cat $POD_ROOT/etc/config/mode $POD_ROOT/etc/info/name'),
        env: [{ name: 'URL', valueFrom: { secretKeyRef: { name: 'keys', key: 'url' } } }],
        envFrom: [{ prefix: 'X_', configMapRef: { name: 'config' } }],
        volumeMounts: [
          { name: 'keys', mountPath: '/etc/keys' },
          { name: 'config', mountPath: '/etc/config/mode', subPath: 'mode' },
          { name: 'info', mountPath: '/etc/info' },
          { name: 'scratch', mountPath: '/scratch' },
        ],
      },
      {
        volumes: [
          { name: 'keys', secret: { secretName: 'keys' } },
          { name: 'config', configMap: { name: 'config' } },
          {
            name: 'info',
            downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] },
          },
          { name: 'scratch', emptyDir: {} },
        ],
      },
    );
    pod.spec?.containers[0]?.env?.push({ name: 'MODE', value: '$(X_mode)' });
    const running = await startWhenReady(runtime, pod);
    assert.equal(await running.exited, { exitCode: 0, reason: 'Completed' });
    assert.is(await running.output(), 'redis://x fast\nfastpod-1');

    const where = await startWhenReady(runtime, {
      ...pod,
      spec: {
        ...pod.spec,
        containers: [
          { ...pod.spec!.containers[0]!, ...shell('echo $POD_ROOT; ls $POD_ROOT/scratch') },
        ],
      },
    });
    await where.exited;
    const file = join((await where.output()).trim(), 'etc/keys/binary');
    assert.equal(await readFile(file), binary);
    assert.is(statSync(file).mode & 0o777, 0o600);
  }),
);

withControlPlane(test, 'a container waits for what is missing with the words of a kubelet', () =>
  withRuntime(async ({ runtime, make }) => {
    const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'none', key: 'a' } } }];
    assert.is(
      await refusal(runtime, await make({ ...shell('true'), env })),
      'CreateContainerConfigError: secret "none" not found',
    );
    const volumes = [{ name: 'v', configMap: { name: 'none' } }];
    assert.is(
      await refusal(runtime, await make(shell('true'), { volumes })),
      'ContainerCreating: MountVolume.SetUp failed for volume "v" : configmap "none" not found',
    );
  }),
);

withControlPlane(test, 'a pod acts as its ServiceAccount, with its rights and no more', () =>
  withRuntime(async ({ admin, core, namespace, runtime, make }) => {
    await core.createNamespacedServiceAccount({
      namespace,
      body: { metadata: { name: 'reader' } },
    });
    const rbac = admin.makeApiClient(RbacAuthorizationV1Api);
    await rbac.createNamespacedRole({
      namespace,
      body: {
        metadata: { name: 'reader' },
        rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['list'] }],
      },
    });
    await rbac.createNamespacedRoleBinding({
      namespace,
      body: {
        metadata: { name: 'reader' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
        subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace }],
      },
    });
    const show = shell(
      'echo "$KUBECONFIG"; cat $POD_ROOT/var/run/secrets/kubernetes.io/serviceaccount/namespace; exec sleep 1000',
    );
    const running = await startWhenReady(
      runtime,
      await make(show, { serviceAccountName: 'reader' }),
    );
    const [path = '', told = ''] = (await running.says(namespace)).split('\n');
    assert.is(told, namespace);
    const config = new KubeConfig();
    config.loadFromFile(path);
    const own = config.makeApiClient(CoreV1Api);
    await until('the API server knows of the rights', () =>
      own.listNamespacedConfigMap({ namespace }).catch(() => undefined),
    );
    const refused = await own.listNamespacedSecret({ namespace }).catch((error) => error);
    assert.instance(refused, ApiException);
    assert.is(refused.code, 403);
    assert.match(refused.message, `system:serviceaccount:${namespace}:reader`);
  }),
);

withControlPlane(test, 'a pod that wants no token has none', () =>
  withRuntime(async ({ core, namespace, runtime, make }) => {
    await core.createNamespacedServiceAccount({
      namespace,
      body: { metadata: { name: 'silent' }, automountServiceAccountToken: false },
    });
    const show = shell('echo "[$KUBECONFIG]"; ls $POD_ROOT');
    for (const spec of [
      { automountServiceAccountToken: false },
      { serviceAccountName: 'silent' },
    ]) {
      const running = await startWhenReady(runtime, await make(show, spec));
      await running.exited;
      assert.is(await running.output(), '[]\ndev\n');
    }
  }),
);

withControlPlane(test, 'a probe over HTTPS does not ask who signed the certificate', () =>
  withRuntime(async ({ admin, runtime, make }) => {
    const pod = await make(shell('exec sleep 1000'));
    const running = await startWhenReady(runtime, pod, '127.0.0.1');
    const port = Number(new URL(admin.getCurrentCluster()!.server).port);
    const signal = AbortSignal.timeout(30_000);
    const probe = { httpGet: { path: '/livez', port, scheme: 'HTTPS' }, timeoutSeconds: 30 };
    assert.is(await running.probe(probe, signal), true);
  }),
);

async function refusal(runtime: ContainerRuntime, pod: V1Pod): Promise<string> {
  return startWhenReady(runtime, pod).then(
    () => 'started',
    (error: Error) => error.message,
  );
}

test.run();
