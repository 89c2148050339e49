import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ConfigurationError } from '../../src/runtime/config/problem.ts';
import { openCluster } from '../../src/runtime/main/open-cluster.ts';
import { inFolder, put } from '../cli/folder.ts';

const folder = '/var/run/secrets/kubernetes.io/serviceaccount';

test('a pod finds its API server by the environment, and its token anew each time', async () => {
  let token = 'one\n';
  const files = async (path: string) => (path === `${folder}/token` ? token : `PEM of ${path}`);
  const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '6443' };
  const access = await openCluster('', env, files);
  assert.equal(access.getCurrentCluster(), { server: 'https://10.0.0.1:6443' });
  const options = {};
  await access.applyToHTTPSOptions(options);
  assert.equal(options, {
    ca: `PEM of ${folder}/ca.crt`,
    headers: { authorization: 'Bearer one' },
  });
  token = 'two';
  const later = { headers: { accept: 'application/json' } };
  await access.applyToHTTPSOptions(later);
  assert.equal(later.headers, { accept: 'application/json', authorization: 'Bearer two' });
});

test('an address of IPv6 stands in brackets', async () => {
  const access = await openCluster('', { KUBERNETES_SERVICE_HOST: 'fd00::1' }, async () => '');
  assert.equal(access.getCurrentCluster(), { server: 'https://[fd00::1]:443' });
});

test('outside of a cluster a kubeconfig file is asked for', async () => {
  const error = await openCluster('', {}, async () => '').catch((one: unknown) => one);
  assert.instance(error, ConfigurationError);
  assert.match(String(error), '`kube.config`: must name a kubeconfig file');
});

test('a kubeconfig file counts more than the pod that reads it', () =>
  inFolder(async (where) => {
    const cluster = { name: 'far', cluster: { server: 'https://far.example.org' } };
    const context = { name: 'far', context: { cluster: 'far', user: 'me' } };
    const text = JSON.stringify({
      clusters: [cluster],
      contexts: [context],
      users: [{ name: 'me', user: {} }],
      'current-context': 'far',
    });
    put(where, { config: text });
    const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1' };
    const access = await openCluster(`${where}/config`, env, async () => '');
    assert.is(access.getCurrentCluster()?.server, 'https://far.example.org');
  }));

test('a kubeconfig file that is not there is named', async () => {
  const error = await openCluster('/nowhere/config', {}, async () => '').catch(
    (one: unknown) => one,
  );
  assert.match(String(error), 'reading the kubeconfig /nowhere/config');
});

test.run();
