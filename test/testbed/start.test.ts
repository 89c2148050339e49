import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import {
  ApiException,
  AuthenticationV1Api,
  CoreV1Api,
  KubeConfig,
  VersionApi,
} from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writesIn } from './audit.ts';
import { inNamespace } from './in-namespace.ts';
import { commandOf } from './lifetime/process-state.ts';
import { binaries, complain, testbed, withControlPlane } from './shared.ts';
import { startTestbed } from './start.ts';
import { until } from './until.ts';

const test = suite('a testbed');

withControlPlane(test, 'serves Kubernetes 1.32 or newer', async () => {
  const { admin } = await testbed();
  const { major, minor } = await admin.makeApiClient(VersionApi).getCode();
  assert.is(major, '1');
  assert.ok(Number(minor) >= 32, minor);
});

withControlPlane(test, 'lets nobody in without a token', async () => {
  const { admin } = await testbed();
  const stranger = withToken(admin, 'made-up');
  assert.is(await statusOf(stranger.makeApiClient(CoreV1Api).listNamespace()), 401);
});

withControlPlane(
  test,
  'gives a ServiceAccount its identity and none of the admin’s rights',
  async () => {
    const bed = await testbed();
    await inNamespace(bed, async (namespace) => {
      const account = await bed.as({ namespace, name: 'default' });
      const review = await account
        .makeApiClient(AuthenticationV1Api)
        .createSelfSubjectReview({ body: {} });
      assert.is(review.status?.userInfo?.username, `system:serviceaccount:${namespace}:default`);
      const core = account.makeApiClient(CoreV1Api);
      assert.is(await statusOf(core.listNamespacedPod({ namespace })), 403);
    });
  },
);

withControlPlane(test, 'writes down who wrote what, also what was refused', async () => {
  const bed = await testbed();
  await inNamespace(bed, async (namespace) => {
    const before = (await bed.audit()).length;
    const account = (await bed.as({ namespace, name: 'default' })).makeApiClient(CoreV1Api);
    const admin = bed.admin.makeApiClient(CoreV1Api);
    const body = { metadata: { name: 'written' } };
    await statusOf(account.createNamespacedConfigMap({ namespace, body }));
    await admin.createNamespacedConfigMap({ namespace, body });
    await admin.readNamespacedConfigMap({ namespace, name: 'written' });
    const writes = writesIn((await bed.audit()).slice(before)).filter(
      ({ objectRef }) => objectRef?.resource === 'configmaps' && objectRef.namespace === namespace,
    );
    assert.equal(
      writes
        .filter(({ objectRef }) => objectRef?.name !== 'kube-root-ca.crt')
        .map(({ user, verb, responseStatus }) => [user.username, verb, responseStatus?.code]),
      [
        [`system:serviceaccount:${namespace}:default`, 'create', 403],
        ['admin', 'create', 201],
      ],
    );
  });
});

withControlPlane(test, 'runs side by side with another, and stops without a trace', async () => {
  const first = await testbed();
  const second = await startTestbed({ binaries: binaries(), onFailure: complain });
  try {
    assert.is.not(second.url, first.url);
    const [a, b] = await Promise.all([uid(first.admin), uid(second.admin)]);
    assert.is.not(a, b, 'two clusters');
    const crossed = withToken(second.admin, first.admin.getCurrentUser()?.token ?? '');
    assert.is(await statusOf(crossed.makeApiClient(CoreV1Api).listNamespace()), 401);
  } finally {
    await second.stop();
  }
  assert.not.ok(existsSync(second.folder));
  assert.ok(await uid(first.admin));
});

withControlPlane(test, 'says what a server said when it does not start', async () => {
  const flags = { 'kube-apiserver': ['--no-such-flag'] };
  const error = await startTestbed({ binaries: binaries(), onFailure: complain, flags }).then(
    async (started) => {
      await started.stop();
      return undefined;
    },
    (reason: Error) => reason,
  );
  assert.is(error?.message, 'starting the testbed');
  assert.match(
    String(error?.cause),
    /kube-apiserver ended with 1\n.*unknown flag: --no-such-flag/s,
  );
});

withControlPlane(test, 'says so when a server ends in the middle', async () => {
  const sentences: string[] = [];
  const onFailure = (sentence: string) => sentences.push(sentence);
  const bed = await startTestbed({ binaries: binaries(), onFailure });
  try {
    const pids = readdirSync(join(bed.folder, 'pids'));
    const scheduler = pids.filter((pid) => commandOf(Number(pid)).includes('kube-scheduler'));
    assert.is(scheduler.length, 1);
    process.kill(Number(scheduler[0]), 'SIGKILL');
    await until('it is told', async () => sentences.length > 0);
  } finally {
    await bed.stop();
  }
  assert.is(sentences.length, 1, 'and the servers that `stop` ends are not told');
  assert.match(sentences[0]!, /^kube-scheduler ended with SIGKILL/);
});

withControlPlane(
  test,
  'listens on loopback only, with a certificate of its own authority',
  async () => {
    const { url, certificates } = await testbed();
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), ca: certificates.authority });
    await once(socket, 'secureConnect');
    assert.is(hostname, '127.0.0.1');
    assert.is(socket.authorized, true);
    socket.destroy();
  },
);

function withToken(config: KubeConfig, token: string): KubeConfig {
  const copy = new KubeConfig();
  copy.loadFromClusterAndUser(config.getCurrentCluster()!, { name: 'copy', token });
  return copy;
}

async function uid(config: KubeConfig): Promise<string | undefined> {
  const namespace = await config.makeApiClient(CoreV1Api).readNamespace({ name: 'kube-system' });
  return namespace.metadata?.uid;
}

/** The HTTP status that a request was refused with; 200 when it was not. */
async function statusOf(request: Promise<unknown>): Promise<number> {
  try {
    await request;
    return 200;
  } catch (error) {
    if (error instanceof ApiException) return error.code;
    throw error;
  }
}

test.run();
