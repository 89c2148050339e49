import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inClusterAccess } from '../../../src/runtime/kube/in-cluster-access.ts';
import { loadClusterAccess } from '../../../src/runtime/kube/load-cluster-access.ts';

test('the token of the pod is read anew each time, without its line break', async () => {
  let reads = 0;
  const readFile = async (path: string) => {
    if (path === '/secrets/ca.crt') return 'CERTIFICATE';
    reads += 1;
    return `${path} ${reads}\n`;
  };
  const access = inClusterAccess({ host: '10.0.0.1', port: '443', folder: '/secrets', readFile });
  for (const n of [1, 2]) {
    const options = {};
    await access.applyToHTTPSOptions(options);
    const headers = { authorization: `Bearer /secrets/token ${n}` };
    assert.equal(options, { ca: 'CERTIFICATE', headers });
  }
});

for (const [host, server] of [
  ['10.0.0.1', 'https://10.0.0.1:443'],
  ['fd00::1', 'https://[fd00::1]:443'],
] as const) {
  test(`a cluster at ${host} is asked at ${server}`, async () => {
    const access = await loadClusterAccess({ host, port: '443', readFile: async () => '' });
    assert.is(access.getCurrentCluster()?.server, server);
  });
}

test('without a kubeconfig and outside of a cluster there is no way to the server', async () => {
  const error = await loadClusterAccess({ readFile: async () => '' }).catch((e: Error) => e);
  assert.match((error as Error).message, 'neither a kubeconfig nor');
});

test.run();
