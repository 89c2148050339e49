import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ContainerRuntime } from './container-runtime.ts';
import { type LogRequest, readLogs } from './read-logs.ts';

export interface Serving {
  /** PEM of the key and certificate for 127.0.0.1. */
  readonly key: string;
  readonly certificate: string;
  /** PEM of the authority that signed the API server's client certificate; nobody else is let in. */
  readonly clientCa: string;
}

export interface PodOnNode {
  readonly uid: string;
  readonly runtime: ContainerRuntime;
  readonly containers: readonly string[];
}

export interface KubeletServer {
  readonly port: number;
  /** Also ends the logs that are being followed. */
  readonly close: () => Promise<void>;
}

/** Serves a kubelet's API on a free port of 127.0.0.1: logs and health. What it cannot do it says with 501. */
export async function serveKubelet(
  { key, certificate, clientCa }: Serving,
  find: (namespace: string, pod: string) => PodOnNode | undefined,
): Promise<KubeletServer> {
  const server = createServer(
    { key, cert: certificate, ca: clientCa, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      // A caller that goes away in the middle is no failure of ours; everything else was answered.
      answer(request, response, find).catch(() => response.destroy());
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  find: (namespace: string, pod: string) => PodOnNode | undefined,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://kubelet');
  const [what = '', namespace = '', name = '', container = ''] = url.pathname
    .split('/')
    .slice(1)
    .map(decodeURIComponent);
  if (what === 'healthz') return say(response, 200, 'ok');
  if (['exec', 'attach', 'portForward', 'run'].includes(what)) {
    return say(response, 501, `this kubelet is a stand-in for tests: it cannot ${what}`);
  }
  if (what !== 'containerLogs') return say(response, 404, `no such path: ${url.pathname}`);
  const pod = find(namespace, name);
  if (pod === undefined) return say(response, 404, `pod "${name}" does not exist`);
  if (!pod.containers.includes(container)) {
    return say(response, 404, `container "${container}" not found in pod "${name}"`);
  }
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  const wanted = logRequest(url.searchParams, pod.uid, container, abort.signal);
  const log = await readLogs(pod.runtime, wanted);
  if (log === undefined) {
    const which = wanted.previous ? 'previous terminated container' : 'container';
    return say(response, 400, `${which} "${container}" in pod "${name}" has no log`);
  }
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders(); // a log that is followed may have nothing to say for long
  await pipeline(Readable.from(log, { objectMode: false }), response);
}

function logRequest(
  query: URLSearchParams,
  podUid: string,
  container: string,
  signal: AbortSignal,
): LogRequest {
  const tail = query.get('tailLines');
  return {
    podUid,
    container,
    previous: query.get('previous') === 'true',
    follow: query.get('follow') === 'true',
    ...(tail !== null && { tailLines: Number(tail) }),
    signal,
  };
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
}
