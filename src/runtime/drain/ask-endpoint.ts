import { get } from 'node:http';
import { within } from '../http/within.ts';
import type { WorkerState } from './worker-state.ts';

/** A worker that does not answer in time has more to do than that. */
const patienceMs = 2_000;

/**
 * Asks a worker at its own address whether it is idle: 200 says so, 409 says that it is busy, and anything else, no answer
 * included, says nothing. The body is not read, and a redirect is not followed. Never rejects.
 */
export async function askEndpoint(
  ip: string,
  port: number,
  path: string,
  abort: AbortSignal,
): Promise<WorkerState> {
  try {
    return stateOf(await within(patienceMs, abort, (end) => statusOf({ ip, port, path }, end)));
  } catch {
    return 'unknown'; // a worker that is starting, gone or too busy to answer: all of them daily
  }
}

function stateOf(status: number | undefined): WorkerState {
  if (status === 200) return 'idle';
  return status === 409 ? 'busy' : 'unknown';
}

function statusOf(
  { ip, port, path }: { readonly ip: string; readonly port: number; readonly path: string },
  signal: AbortSignal,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = get({ host: ip, port, path, agent: false, signal });
    sent.once('error', reject);
    sent.once('response', (response) => {
      resolve(response.statusCode);
      response.destroy();
    });
  });
}
