import { type Instant, type Millis, millis } from '../../../model/units.ts';
import type { Entry } from '../../../scaling/oasis/snapshot.ts';
import { readSnapshot } from '../../../scaling/oasis/snapshot.ts';
import { after } from '../../clock.ts';
import type { Parts } from '../../parts.ts';
import { sentenceOf } from '../sentence-of.ts';
import { createWake } from '../wake.ts';
import type { OasisAccess } from './access.ts';
import { backoffAfter } from './backoff.ts';
import { createComplaints } from './complaints.ts';
import type { OasisApi } from './oasis-api.ts';
import { type Ended, listenTo, type WebsocketOptions, type WebsocketTimes } from './websocket.ts';

/** What is heard of the queues of a platform. */
export type FeedEvent =
  /** A picture of all queues; `sampledAt` is on our own clock, never after the server made it. */
  | { readonly kind: 'snapshot'; readonly entries: readonly Entry[]; readonly sampledAt: Instant }
  /** The websocket is open and nothing new came, as it should be while nothing happens. */
  | { readonly kind: 'unchanged' }
  /** Nobody pushes any more; the newest picture may be old. */
  | { readonly kind: 'lost'; readonly because: string }
  /** Nobody pushes, and asking failed as well. */
  | { readonly kind: 'failed'; readonly because: string };

export interface FeedOptions extends Parts {
  readonly name: string;
  readonly access: OasisAccess;
  readonly api: OasisApi;
  readonly times: WebsocketTimes;
  /** How often the API is asked while nothing is pushed. */
  readonly pollEvery: () => Millis;
  /** How old a picture may get while the websocket is open; then the API is asked as well. */
  readonly freshFor: () => Millis;
}

export interface SnapshotFeed {
  /** Says that `pollEvery` or `freshFor` gives something else now. */
  reconsider(): void;
  /** Listens and asks until `abort` fires. Never rejects. */
  run(listen: (event: FeedEvent) => void, abort: AbortSignal): Promise<void>;
}

const websocketPath = '/ws/v2/queue-status/';
const twinPath = '/v2/queue-status/';

/**
 * The pictures that a platform pushes, and where it does not, those that it gives when asked. After a silence a push counts
 * only as the second message of a connection: the first comes with every connection, also where pushing is switched off.
 */
export function createSnapshotFeed(options: FeedOptions): SnapshotFeed {
  const { name, access, api, clock, random, log, times, pollEvery, freshFor } = options;
  const wake = createWake();
  let listen: (event: FeedEvent) => void = () => undefined;
  let pushes: 'not yet' | 'yes' | 'no' = access.websocketUrl === undefined ? 'no' : 'not yet';
  let silent = false;
  let newest: Instant | undefined;
  let asked: Instant | undefined;
  const complaints = createComplaints(name, log);

  /** Whether it was a snapshot. Anything else changes nothing. */
  const take = (message: unknown, sampledAt: Instant): boolean => {
    const snapshot = readSnapshot(message);
    if (!snapshot.ok) {
      complaints.warn('message', snapshot.problem, 'ignored a message that is no snapshot');
      return false;
    }
    complaints.over('message');
    newest = clock.read().now;
    listen({ kind: 'snapshot', entries: snapshot.entries, sampledAt });
    return true;
  };

  const connect = async (url: string, abort: AbortSignal): Promise<boolean> => {
    let snapshots = 0;
    const onText = (text: string, arrivedAt: Instant): void => {
      log.debug({ source: name, bytes: text.length }, 'received a message');
      if (!take(parse(text), arrivedAt)) return;
      snapshots += 1;
      if (silent && snapshots === 1) return;
      complaints.over('websocket');
      [pushes, silent] = ['yes', false];
      wake.now();
    };
    const ended = await open(url, onText, abort);
    if (abort.aborted) return true;
    if (ended.kind === 'silent') silent = true;
    pushes = 'no';
    complaints.warn('websocket', ended.because, 'the websocket ended and is opened again');
    listen({ kind: 'lost', because: ended.because });
    wake.now();
    return snapshots > 0;
  };

  const open = async (url: string, onText: WebsocketOptions['onText'], abort: AbortSignal) => {
    try {
      const pass = await api.tokens.take(abort);
      const ended = await listenTo({ url, pass, clock, times, onText }, abort);
      if (ended.kind === 'refused') api.tokens.refuse(pass);
      return ended;
    } catch (error) {
      return { kind: 'lost', because: sentenceOf(error) } satisfies Ended;
    }
  };

  const keepConnected = async (url: string, abort: AbortSignal): Promise<void> => {
    let failures = 0;
    while (!abort.aborted) {
      const heard = await connect(`${url}${websocketPath}`, abort);
      failures = heard ? 0 : failures + 1;
      await clock.sleep(backoffAfter(Math.max(0, failures - 1), random), abort);
    }
  };

  const ask = async (abort: AbortSignal): Promise<void> => {
    asked = clock.read().now;
    try {
      await askOnce(asked, abort);
      complaints.over('asking');
    } catch (error) {
      if (abort.aborted) return;
      const because = sentenceOf(error);
      complaints.warn('asking', because, 'asking for the queue status failed');
      listen(pushes === 'yes' ? { kind: 'unchanged' } : { kind: 'failed', because });
    }
  };

  const askOnce = async (sampledAt: Instant, abort: AbortSignal): Promise<void> => {
    const message = await api.get(twinPath, 'picture', abort);
    if (message === undefined) throw new Error('the API has no queue status to ask for');
    if (!take(message, sampledAt)) throw new Error('the queue status of the API is no snapshot');
  };

  /** When to ask next; `undefined` while that depends on the websocket alone. */
  const due = (): Instant | undefined => {
    if (pushes === 'not yet') return undefined;
    const last = Math.max(newest ?? 0, asked ?? 0) as Instant;
    if (last === 0) return clock.read().now;
    return after(last, pushes === 'yes' ? freshFor() : pollEvery());
  };

  const keepAsking = async (abort: AbortSignal): Promise<void> => {
    while (!abort.aborted) {
      const next = due();
      const { now } = clock.read();
      if (next !== undefined && next <= now) await ask(abort);
      else await wake.sleep(clock, next === undefined ? undefined : millis(next - now), abort);
    }
  };

  return {
    reconsider: () => wake.now(),
    run: async (listener, abort) => {
      listen = listener;
      const { websocketUrl } = access;
      const pushed = websocketUrl === undefined ? [] : [keepConnected(websocketUrl, abort)];
      await Promise.all([keepAsking(abort), ...pushed]);
    },
  };
}

/** `undefined` for what is no JSON; the parser's error would quote it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
