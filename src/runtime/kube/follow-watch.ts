import { type Instant, millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';
import { type ApiClient, ApiError, type KubeObject, type WatchEvent } from './api-client.ts';
import type { ObjectCopy } from './object-copy.ts';

/** What a watch is made of. */
export interface FollowParts<T> extends Pick<Parts, 'clock' | 'random'> {
  readonly api: Pick<ApiClient, 'watch'>;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly trim: (object: T) => T;
  /** Where the events go; the watch begins at its version. */
  readonly copy: ObjectCopy<T>;
  /** Called when the server has agreed to the watch. */
  readonly opened: () => void;
  /** Called for each event and bookmark. */
  readonly heard: () => void;
  readonly deadManMs: number;
}

/** Why a watch is over: it may go on from where it was, or has to begin with a list. */
export type WatchEnd = 'closed' | 'expired' | 'silent' | 'due';

interface Followed {
  /** When the next list is due. */
  readonly until: Instant;
  readonly changed: (objectName: string) => void;
}

/**
 * Brings what a watch tells into a copy, until it is over. Rejects where the connection dies or the server refuses it. A
 * watch that says nothing at all for `deadManMs` is given up, since a connection can be dead without either side noticing.
 */
export async function followWatch<T extends KubeObject>(
  parts: FollowParts<T>,
  { until, changed }: Followed,
  abort: AbortSignal,
): Promise<WatchEnd> {
  const own = new AbortController();
  const follow = () => own.abort(abort.reason);
  abort.addEventListener('abort', follow, { once: true });
  if (abort.aborted) follow();
  let lastHeard = parts.clock.read().now;
  const hear = () => {
    lastHeard = parts.clock.read().now;
  };
  const stopped = stopInTime(parts, { until, lastHeard: () => lastHeard }, own);
  try {
    const end = await readEvents(parts, changed, hear, own.signal);
    return own.signal.aborted ? await stopped : end;
  } catch (error) {
    if (own.signal.aborted) return await stopped;
    if (error instanceof ApiError && error.status === 410) return 'expired';
    throw error;
  } finally {
    own.abort();
    abort.removeEventListener('abort', follow);
  }
}

async function readEvents<T extends KubeObject>(
  parts: FollowParts<T>,
  changed: (objectName: string) => void,
  hear: () => void,
  abort: AbortSignal,
): Promise<WatchEnd> {
  const { api, opened, heard } = parts;
  const agreed = () => {
    hear();
    opened();
  };
  for await (const event of api.watch(watchCall(parts), abort, agreed)) {
    hear();
    if (event.type === 'ERROR') return expiredOrThrow(event, parts.path);
    heard();
    const name = bring(event, parts);
    if (name !== undefined) changed(name);
  }
  return 'closed';
}

function watchCall<T>({ path, query, copy, random }: FollowParts<T>) {
  const timeoutSeconds = 240 + Math.floor(random() * 60);
  return {
    method: 'GET',
    path,
    query: {
      ...query,
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion: copy.version(),
      timeoutSeconds,
    },
  } as const;
}

/** Aborts the watch when it is silent for too long, or when a list is due, and resolves with which of them. */
async function stopInTime<T>(
  { clock, deadManMs }: FollowParts<T>,
  { until, lastHeard }: { readonly until: Instant; readonly lastHeard: () => Instant },
  own: AbortController,
): Promise<WatchEnd> {
  for (;;) {
    const { now } = clock.read();
    const dead = lastHeard() + deadManMs;
    if (own.signal.aborted) return 'closed';
    if (now >= dead || now >= until) {
      own.abort();
      return now >= dead ? 'silent' : 'due';
    }
    await clock.sleep(millis(Math.min(dead, until) - now), own.signal);
  }
}

/** Gives the name of what changed. */
function bring<T extends KubeObject>(
  { type, object }: WatchEvent,
  { copy, trim }: FollowParts<T>,
): string | undefined {
  const { name, resourceVersion = '' } = object.metadata;
  if (type === 'BOOKMARK') {
    copy.advance(resourceVersion);
    return undefined;
  }
  const kept = trim(object as KubeObject as T);
  const changes = type === 'DELETED' ? copy.remove(kept) : copy.put(kept);
  return changes ? name : undefined;
}

function expiredOrThrow({ object }: WatchEvent, path: string): WatchEnd {
  const { code = 500, message = '' } = object;
  if (code === 410) return 'expired';
  throw new ApiError(`watching ${path}: ${code} ${message}`, code, 'WatchError');
}
