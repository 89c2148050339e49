import { millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';
import { within } from '../within.ts';
import { type ApiCall, type ApiClient, ApiError, type WatchEvent } from './api-client.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { createTokenBucket } from './create-token-bucket.ts';
import { createTransport, type Sent } from './create-transport.ts';
import { pauseBefore } from './pause-before.ts';
import { type Answer, grantedBy, readAnswer } from './read-answer.ts';
import { watchLines } from './watch-lines.ts';

/** What an ApiClient is made of. */
export interface ApiClientParts extends Parts {
  readonly kubeConfig: ClusterAccess;
  /** Requests a second over a long time, watches included; 50 if absent. */
  readonly perSecond?: number;
  /** Requests at once after a rest; 100 if absent. */
  readonly burst?: number;
  /** For each try of a call, its answer included, and for the beginning of a watch; 30,000 if absent. */
  readonly timeoutMs?: number;
  /** How the server's audit log names us; `roster` if absent. */
  readonly userAgent?: string;
  /**
   * Asked at the last moment before anything but a read is sent, each try of it: a write may have waited for its turn since its
   * caller looked. Every write may be sent if absent.
   */
  readonly mayWrite?: () => boolean;
}

/** An ApiClient with connections of its own. */
export interface OpenApiClient extends ApiClient {
  /** Closes the connections; calls and watches that go on reject. */
  close(): void;
}

/** Makes a client of the API server; nothing is read or sent before the first call. */
export function createApiClient(parts: ApiClientParts): OpenApiClient {
  const { clock, kubeConfig, random, perSecond = 50, burst = 100, userAgent = 'roster' } = parts;
  const { mayWrite = () => true } = parts;
  const timeout = millis(parts.timeoutMs ?? 30_000);
  const bucket = createTokenBucket(clock, { perSecond, burst });
  const transport = createTransport(kubeConfig, clock);

  const once = async (sent: Sent, abort: AbortSignal): Promise<Answer> => {
    await bucket.take(abort);
    abort.throwIfAborted();
    if (sent.method !== 'GET' && !mayWrite())
      throw new Error('this process may not write any more');
    return within(clock, timeout, abort, async (signal) =>
      readAnswer(await transport.open(sent, signal)),
    );
  };

  const settled = async (call: ApiCall, abort: AbortSignal): Promise<Answer> => {
    const sent = toSent(call, userAgent);
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await orError(once(sent, abort));
      const pause = pauseBefore(outcome, call, attempt, random);
      if (pause === undefined || abort.aborted) return orThrow(outcome);
      if ('status' in outcome && outcome.status === 401) transport.forgetCredentials();
      await clock.sleep(pause, abort);
    }
  };

  return {
    call: async <T>(call: ApiCall, abort = new AbortController().signal): Promise<T> => {
      const request = `${call.method} ${call.path}`;
      return during(`asking the API server: ${request}`, async () => {
        return grantedBy(await settled(call, abort), request) as T;
      });
    },
    watch: async function* (call, abort, opened): AsyncGenerator<WatchEvent> {
      await bucket.take(abort);
      if (abort.aborted) return;
      const sent = { ...toSent(call, userAgent), isWatch: true };
      const lines = watchLines({ transport, clock, timeout }, sent, abort, opened);
      try {
        for await (const line of lines) yield JSON.parse(line) as WatchEvent;
      } catch (error) {
        if (abort.aborted) return;
        if (error instanceof ApiError) throw error;
        throw new Error(`watching ${call.path}`, { cause: error });
      }
    },
    close: transport.close,
  };
}

async function during<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new Error(what, { cause: error });
  }
}

function toSent(call: ApiCall, userAgent: string): Sent {
  const { method, path, query = {}, body, contentType = 'application/json' } = call;
  const asked = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) asked.set(key, `${value}`);
  const sent = {
    method,
    path: asked.size === 0 ? path : `${path}?${asked}`,
    isWatch: false,
    headers: { accept: 'application/json', 'user-agent': userAgent },
  };
  if (body === undefined) return sent;
  const text = JSON.stringify(body);
  const length = { 'content-type': contentType, 'content-length': Buffer.byteLength(text) };
  return { ...sent, headers: { ...sent.headers, ...length }, body: text };
}

async function orError(asked: Promise<Answer>): Promise<Answer | Error> {
  try {
    return await asked;
  } catch (error) {
    return error instanceof Error ? error : new Error('sending a request', { cause: error });
  }
}

function orThrow(outcome: Answer | Error): Answer {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}
