import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAgents } from '../../../src/runtime/http/agents.ts';
import { fetchJson, type JsonRequest } from '../../../src/runtime/http/fetch-json.ts';

const limits = { timeoutMs: 30_000, maxBytes: 1_000 };
const never = new AbortController().signal;

test('method, headers and body arrive, and the answer comes back with status and JSON', () =>
  serving(
    (request, response) => {
      request.setEncoding('utf8').once('data', (body) => {
        response
          .setHeader('x-broker', 'yes')
          .end(
            JSON.stringify({ method: request.method, type: request.headers['content-type'], body }),
          );
      });
    },
    async (url) => {
      const headers = { 'content-type': 'text/plain' };
      const request = { ...limits, url, method: 'POST', headers, body: 'ä' } as const;
      const answer = await fetchJson(request, never);
      assert.is(answer.status, 200);
      assert.is(answer.headers['x-broker'], 'yes');
      assert.equal(answer.json, { method: 'POST', type: 'text/plain', body: 'ä' });
    },
  ));

test('user and password of the URL are sent as they were before they were escaped', () =>
  serving(
    (request, response) => response.end(JSON.stringify(request.headers.authorization)),
    async (url) => {
      const withUser = url.replace('//', '//us%20er:p%40ss%zz@');
      const { json } = await fetchJson({ ...limits, url: withUser }, never);
      const [, pair] = String(json).split(' ');
      assert.is(Buffer.from(pair!, 'base64').toString(), 'us er:p%40ss%zz');
    },
  ));

const refusals = [
  { name: 'a success without JSON', status: 200, body: '<html>', says: /is no JSON/ },
  { name: 'an answer over the cap', status: 200, body: `"${'x'.repeat(1_000)}"`, says: /larger/ },
];
for (const { name, status, body, says } of refusals) {
  test(`${name} is an error that does not quote it`, () =>
    serving(
      (_, response) => response.writeHead(status).end(body),
      async (url) => {
        const error = await failure({ ...limits, url });
        assert.match(causeOf(error), says);
        assert.not.match(causeOf(error), /html|xxx/);
      },
    ));
}

test('a refusal need not be JSON', () =>
  serving(
    (_, response) => response.writeHead(401).end('<html>'),
    async (url) => {
      const { status, json } = await fetchJson({ ...limits, url }, never);
      assert.equal({ status, json }, { status: 401, json: undefined });
    },
  ));

test('an answer that breaks off is an error, not a shorter answer', () =>
  serving(
    (_, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('12');
      setImmediate(() => response.destroy());
    },
    async (url) => {
      assert.match(causeOf(await failure({ ...limits, url })), /abort|reset|hang up/i);
    },
  ));

for (const [name, begin] of [
  ['nothing', () => undefined],
  ['a part', (_: unknown, response: { write(text: string): unknown }) => response.write('[')],
] as const) {
  test(`a server that sends ${name} and then waits meets the time-out`, () =>
    serving(begin as RequestListener, async (url) => {
      const error = await failure({ ...limits, timeoutMs: 60, url });
      assert.is(causeOf(error), 'not done within 60 ms');
    }));
}

test('an abort ends the request with its reason', () =>
  serving(
    () => undefined,
    async (url) => {
      const stop = new AbortController();
      setImmediate(() => stop.abort(new Error('going home')));
      assert.is(causeOf(await failure({ ...limits, url }, stop.signal)), 'going home');
      assert.is(causeOf(await failure({ ...limits, url }, stop.signal)), 'going home');
    },
  ));

test('no error names user, password or query', async () => {
  for (const url of [
    'http://alice:secret@127.0.0.1:1/x?token=secret',
    'http://alice:secret@bad host/',
    'ftp://alice:secret@127.0.0.1/',
  ]) {
    const error = await failure({ ...limits, url });
    assert.not.match(chain(error), /alice|secret/);
  }
});

test('a kept connection serves the next request, and one that the server closed meanwhile is made anew', async () => {
  const ports = new Set<number>();
  let drop = false;
  await serving(
    (request, response) => {
      const { remotePort } = request.socket;
      if (drop && ports.has(remotePort!)) return request.socket.destroy();
      ports.add(remotePort!);
      return response.end('1');
    },
    async (url) => {
      const agents = createAgents(1);
      await fetchJson({ ...limits, url, agents }, never);
      await fetchJson({ ...limits, url, agents }, never);
      assert.is(ports.size, 1);
      drop = true;
      assert.is((await fetchJson({ ...limits, url, agents }, never)).json, 1);
      assert.is(ports.size, 2);
      agents.close();
    },
  );
});

async function serving(listener: RequestListener, use: (url: string) => Promise<void>) {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function failure(request: JsonRequest, abort = never): Promise<Error> {
  const error = await fetchJson(request, abort).then(
    () => undefined,
    (reason: Error) => reason,
  );
  assert.ok(error, 'the request was to fail');
  return error as Error;
}

function causeOf(error: Error): string {
  return (error.cause as Error).message;
}

function chain(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return `${JSON.stringify(error)} ${error.stack} ${chain(error.cause)}`;
}

test.run();
