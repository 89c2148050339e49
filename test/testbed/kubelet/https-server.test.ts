import { request } from 'node:https';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Certificates, makeCertificates } from '../servers/certificates.ts';
import { serveKubelet } from './https-server.ts';
import { playPods } from './played/play-pods.ts';

const test = suite('the kubelet’s own server');
const certificates = await makeCertificates(new Date(), '127.96.0.1');

test('lets nobody in without a certificate of the cluster', async () => {
  const error = await serving((port) => get(port, '/healthz', undefined)).catch(
    (reason: Error) => reason,
  );
  assert.instance(error, Error);
});

const cases: readonly (readonly [path: string, status: number, text: RegExp])[] = [
  ['/healthz', 200, /^ok$/],
  ['/exec/default/worker/main?command=ls', 501, /cannot exec/],
  ['/attach/default/worker/main', 501, /cannot attach/],
  ['/portForward/default/worker', 501, /cannot portForward/],
  ['/containerLogs/default/stranger/main', 404, /pod "stranger" does not exist/],
  ['/containerLogs/default/worker/other', 404, /container "other" not found in pod "worker"/],
  ['/containerLogs/default/worker/main?previous=true', 400, /previous terminated container/],
  ['/metrics', 404, /no such path/],
];
for (const [path, status, text] of cases) {
  test(`answers ${path} with ${status}`, async () => {
    const answer = await serving((port) => get(port, path, certificates.kubeletClient));
    assert.is(answer.status, status);
    assert.match(answer.text, text);
  });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function serving(use: (port: number) => Promise<Answer>): Promise<Answer> {
  const worker = { uid: 'uid', runtime: playPods(), containers: ['main'] };
  const server = await serveKubelet(
    { ...certificates.kubelet, clientCa: certificates.authority },
    (namespace, pod) => (`${namespace}/${pod}` === 'default/worker' ? worker : undefined),
  );
  try {
    return await use(server.port);
  } finally {
    await server.close();
  }
}

function get(
  port: number,
  path: string,
  client: Certificates['kubeletClient'] | undefined,
): Promise<Answer> {
  const identity = client && { key: client.key, cert: client.certificate };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, ca: certificates.authority, agent: false, ...identity },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

test.run();
