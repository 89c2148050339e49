import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeCertificates } from '../servers/certificates.ts';
import { kubeConfig } from '../servers/kubeconfig.ts';
import { ApiRefusal, orRefusal, unlessRefused } from './api-refusal.ts';
import { type ApiServer, withApiServer } from './api-server.ts';

const test = suite('asking the API server');
const { authority, apiServer } = await makeCertificates(new Date(), '127.96.0.1');
const get = { method: 'GET', path: '/thing' } as const;

test('a server that asks to come back later is asked again, until it answers', async () => {
  const busy = status(429, { message: 'storage is (re)initializing' }, { 'retry-after': '1' });
  const answers = [busy, busy, status(200, { kind: 'Thing' })];
  const { value, asked } = await withServer(answers, (api) => api.call(get));
  assert.equal(value, { kind: 'Thing' });
  assert.is(asked, 3);
});

test('a busy server’s refusal stands when the caller gives up', async () => {
  const headers = { 'retry-after': '1', warning: '299 - "busy"' };
  const stop = new AbortController();
  const call = { ...get, warned: () => stop.abort() };
  const { value } = await withServer([status(429, { message: 'not now' }, headers)], (api) =>
    orRefusal(api.call(call, stop.signal)),
  );
  assert.is((value as ApiRefusal).message, 'GET /thing: 429 not now');
});

test('429 without a time to come back is a refusal, such as of an eviction', async () => {
  const { value, asked } = await withServer(
    [status(429, { message: 'the budget', reason: 'TooManyRequests' })],
    (api) => orRefusal(api.call(get)),
  );
  assert.instance(value, ApiRefusal);
  const { message, refusal } = value as ApiRefusal;
  assert.is(message, 'GET /thing: 429 the budget');
  assert.is(refusal.reason, 'TooManyRequests');
  assert.is(asked, 1);
});

test('a refusal in plain text has that as its message', async () => {
  const plain: Answer = (response) => response.writeHead(404).end('404 page not found\n');
  const { value } = await withServer([plain], (api) => orRefusal(api.call(get)));
  assert.is((value as ApiRefusal).refusal.message, '404 page not found');
});

test('only the refusal that is named is made nothing of', async () => {
  const { value } = await withServer([status(404, {}), status(403, {})], async (api) => [
    await unlessRefused(404, api.call(get)),
    await orRefusal(unlessRefused(404, api.call(get))),
  ]);
  assert.is(value[0], undefined);
  assert.is((value[1] as ApiRefusal).status, 403);
});

test('warnings are told with their quotes, also those of a refusal', async () => {
  const warning = ['299 - "unknown field \\"spec.a\\""', '299 - "deprecated"'];
  const told: string[] = [];
  await withServer([status(422, {}, { warning })], (api) =>
    orRefusal(api.call({ ...get, warned: (text) => told.push(text) })),
  );
  assert.equal(told, ['unknown field "spec.a"', 'deprecated']);
});

test('no answer is an error that names the request and keeps its cause', async () => {
  const { value } = await withServer([(response) => response.destroy()], (api) =>
    api.call(get).catch((error) => error),
  );
  const { message, cause } = value as Error;
  assert.is(message, 'asking the API server: GET /thing');
  assert.is((cause as NodeJS.ErrnoException).code, 'ECONNRESET');
});

test('lines come whole, however they are cut', async () => {
  const parts: Answer = (response) => {
    response.writeHead(200);
    response.write('{"a":');
    setImmediate(() => response.end('1}\n{"b":2}\n'));
  };
  const { value } = await withServer([parts], async (api) => {
    const lines: string[] = [];
    for await (const line of api.lines('/things', new AbortController().signal)) lines.push(line);
    return lines;
  });
  assert.equal(value, ['{"a":1}', '{"b":2}']);
});

type Answer = (response: ServerResponse) => void;

function status(
  code: number,
  body: object,
  headers: Readonly<Record<string, string | string[]>> = {},
): Answer {
  return (response) => response.writeHead(code, headers).end(JSON.stringify(body));
}

/** Asks a server that gives these answers, one after the other. */
async function withServer<T>(
  answers: readonly Answer[],
  use: (api: ApiServer) => Promise<T>,
): Promise<{ readonly value: T; readonly asked: number }> {
  let asked = 0;
  const answer = (_request: IncomingMessage, response: ServerResponse) => {
    answers[asked]!(response);
    asked += 1;
  };
  const server = createServer({ key: apiServer.key, cert: apiServer.certificate }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const config = kubeConfig({ url: `https://127.0.0.1:${port}`, authority }, 'admin', 'token');
    return { value: await withApiServer(config, use), asked };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test.run();
