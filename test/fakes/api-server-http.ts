import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClusterAccess } from '../../src/runtime/kube/cluster-access.ts';
import type { FakeApiServer } from './api-server.ts';
import { type FakeAnswer, type FakeRequest, Refusal } from './api-server-answer.ts';

/** The fake API server behind a socket of loopback. */
export interface ServedFake {
  readonly access: ClusterAccess;
  /** Connections that are open, a sign of what a client leaves behind. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Serves a fake over HTTP, for what lies below the calls of a client. */
export async function serveFake(fake: FakeApiServer): Promise<ServedFake> {
  const server = createServer((request, response) => {
    void serve(fake, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    access: accessTo(`http://127.0.0.1:${port}`),
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The way to a server that asks nobody who he is. */
export function accessTo(server: string): ClusterAccess {
  return { getCurrentCluster: () => ({ server }), applyToHTTPSOptions: async () => {} };
}

async function serve(
  fake: FakeApiServer,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort(new Error('the client is gone')));
  const request = await readRequest(incoming);
  if (request.query.watch === 'true') return serveWatch(fake, request, response);
  send(response, await fake.answer(request, gone.signal));
}

async function serveWatch(
  fake: FakeApiServer,
  request: FakeRequest,
  response: ServerResponse,
): Promise<void> {
  const watch = orRefuse(() => fake.watch(request), response);
  if (watch === undefined) return;
  response.on('close', () => watch.stop());
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  for (let event = await watch.next(); event !== undefined; event = await watch.next()) {
    response.write(`${JSON.stringify(event)}\n`);
  }
  response.end();
}

function orRefuse<T>(open: () => T, response: ServerResponse): T | undefined {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    send(response, error.answer);
    return undefined;
  }
}

function send(response: ServerResponse, { status, body, retryAfterSeconds }: FakeAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  incoming.setEncoding('utf8');
  let text = '';
  for await (const part of incoming) text += part;
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
  return {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    body: text === '' ? undefined : JSON.parse(text),
    contentType: incoming.headers['content-type'] ?? 'application/json',
  };
}
