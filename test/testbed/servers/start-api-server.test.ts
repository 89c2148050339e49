import { createServer, type Server as HttpsServer } from 'node:https';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLifetime } from '../lifetime/open-lifetime.ts';
import { until } from '../until.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { startApiServer } from './start-api-server.ts';

// A small HTTPS server stands for the API server, which takes seconds to start.
const test = suite('starting the API server');
const certificates = await makeCertificates(new Date(), '127.96.0.1');
const tokens = { admin: 'a', controllerManager: 'c', scheduler: 's' };
const name = 'kube-apiserver';
const never = new Promise<string>(() => {});
const etcd = { name: 'etcd', ended: never };
const taken = 'listen tcp 127.0.0.1:6443: bind: address already in use';

test('another port is tried when somebody was faster', () =>
  inLifetime(async (lifetime) => {
    const ports: number[] = [];
    let ready: HttpsServer | undefined;
    const serve = (port: number) => {
      if (ports.push(port) < 3) return { name, ended: Promise.resolve(taken) };
      ready = answer(certificates, 200).listen(port, '127.0.0.1');
      return { name, ended: never };
    };
    try {
      const { endpoint } = await startApiServer(lifetime, { certificates, tokens, etcd, serve });
      assert.is(ports.length, 3);
      assert.is(endpoint.url, `https://127.0.0.1:${ports[2]}`);
    } finally {
      ready?.close();
    }
  }));

test('after five ports that were taken it gives up', () =>
  inLifetime(async (lifetime) => {
    let tried = 0;
    const serve = () => {
      tried += 1;
      return { name, ended: Promise.resolve(taken) };
    };
    const parts = { certificates, tokens, etcd, serve };
    assert.is(await messageOf(startApiServer(lifetime, parts)), taken);
    assert.is(tried, 5);
  }));

for (const ending of [name, 'etcd'] as const) {
  test(`when ${ending} ends first, that is the error, and nobody is asked any more`, () =>
    inLifetime(async (lifetime) => {
      const atFirst = waiting();
      const sentence = `${ending} ended with 1`;
      const ended = (one: string) => (one === ending ? Promise.resolve(sentence) : never);
      const parts = {
        certificates,
        tokens,
        etcd: { name: 'etcd', ended: ended('etcd') },
        serve: () => ({ name, ended: ended(name) }),
      };
      assert.is(await messageOf(startApiServer(lifetime, parts)), sentence);
      await until('nothing waits any more', async () => waiting() <= atFirst);
    }));
}

async function inLifetime(use: (lifetime: ReturnType<typeof openLifetime>) => Promise<void>) {
  const lifetime = openLifetime();
  try {
    await use(lifetime);
  } finally {
    await lifetime.close();
  }
}

function answer({ apiServer }: Certificates, status: number): HttpsServer {
  return createServer({ key: apiServer.key, cert: apiServer.certificate }, (request, response) => {
    response.statusCode = request.headers.authorization === 'Bearer a' ? status : 401;
    response.end();
  });
}

/** How many timers, sockets and the like keep this process running. */
function waiting(): number {
  return process.getActiveResourcesInfo().length;
}

function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: Error) => error.message,
  );
}

test.run();
