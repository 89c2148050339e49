import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ApiClientParts,
  createApiClient,
  type OpenApiClient,
} from '../../../src/runtime/kube/create-api-client.ts';
import { accessTo } from '../../fakes/api-server-http.ts';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtual-clock.ts';
import { partsOf } from './parts-of.ts';

export type Answer = (response: ServerResponse) => void;

export interface Serving {
  readonly client: OpenApiClient;
  readonly clock: VirtualClock;
  readonly asked: readonly IncomingMessage[];
  /** Waits until so many requests have come and their answers gone. */
  readonly next: (count: number) => Promise<void>;
}

export function json(status: number, body: object): Answer {
  return (response) => response.writeHead(status).end(JSON.stringify(body));
}

export function busy(seconds: string): Answer {
  return (response) => response.writeHead(429, { 'retry-after': seconds }).end('{}');
}

export async function caught(asked: Promise<unknown>): Promise<Error> {
  try {
    await asked;
  } catch (error) {
    return error as Error;
  }
  return new Error('nothing was thrown');
}

/** A client of a server that gives these answers, the last of them for ever. */
export async function serving(
  answers: readonly Answer[],
  use: (parts: Serving) => Promise<void>,
  more: Partial<ApiClientParts> = {},
  access = accessTo,
): Promise<void> {
  const asked: IncomingMessage[] = [];
  const clock = createVirtualClock();
  const server = createServer((request, response) => {
    asked.push(request);
    (answers[asked.length - 1] ?? answers.at(-1)!)(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const kubeConfig = access(`http://127.0.0.1:${port}`);
  const client = createApiClient({ ...partsOf(clock), ...more, kubeConfig });
  // What travels over a socket takes turns of the event loop that the clock knows nothing of.
  const next = async (count: number) => {
    while (asked.length < count) await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 50; turn += 1) await clock.settle();
  };
  try {
    await use({ client, clock, asked, next });
  } finally {
    client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
