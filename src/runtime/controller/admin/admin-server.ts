import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../log.ts';
import { type AdminState, answerAdmin } from './answer-admin.ts';

/** Where the admin port listens. */
export interface AdminPlace {
  /** 0 for any that is free. */
  readonly port: number;
  /** All addresses if absent, as probes and scrapes come from outside of the pod. */
  readonly host?: string;
}

/** A request is a line and a few headers: whatever is longer or slower is not for us. */
const limits = {
  maxHeaderSize: 8_192,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
};
const mostConnections = 128;

/**
 * Serves health, metrics and decisions until `abort` fires; `listening` gets the port. Rejects where it cannot listen.
 * It takes no bodies and changes nothing.
 */
export function serveAdmin(
  { port, host }: AdminPlace,
  state: AdminState,
  log: Log,
  abort: AbortSignal,
  listening: (port: number) => void = () => {},
): Promise<void> {
  const server = createServer(limits, (request, response) => {
    void handle(request, response, state, log);
  });
  server.maxConnections = mostConnections;
  return new Promise((resolve, reject) => {
    const stop = () => {
      server.close(() => resolve());
      server.closeAllConnections();
    };
    server.once('error', (error) => {
      abort.removeEventListener('abort', stop);
      reject(new Error(`serving the admin port ${port}`, { cause: error }));
    });
    server.listen(port, host, () => {
      abort.addEventListener('abort', stop, { once: true });
      if (abort.aborted) stop();
      else listening((server.address() as AddressInfo).port);
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  state: AdminState,
  log: Log,
): Promise<void> {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    (request.headers['content-length'] ?? '0') !== '0';
  if (hasBody) {
    // what comes after the headers is not read, so the connection is of no more use
    response.shouldKeepAlive = false;
    send(response, 413, 'text/plain; charset=utf-8', 'no bodies here\n');
    return;
  }
  try {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const { status, type, body } = await answerAdmin(request.method ?? '', path, state);
    send(response, status, type, body);
  } catch (error) {
    log.error({ error }, 'answering on the admin port failed');
    send(response, 500, 'text/plain; charset=utf-8', 'error\n');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 && { allow: 'GET' }),
  });
  response.end(body);
}
