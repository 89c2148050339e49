import { ApiRefusal, type Refusal } from './api-refusal.ts';
import type { ApiServer } from './api-server.ts';
import { type RetryParts, retryMs } from './retry.ts';

/** What every object has that is followed here. */
export interface Followed {
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
  };
}

export interface Listener<T> {
  /** All objects there are; whatever was known before and is not among them is gone. */
  readonly listed: (objects: readonly T[]) => void;
  readonly seen: (object: T) => void;
  readonly gone: (object: T) => void;
}

type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: T }
  | { readonly type: 'ERROR'; readonly object: Refusal & { readonly code?: number } };

/**
 * Tells of all objects at a path (with its query, if it has one) until aborted: after an error from where it was, or from a
 * new list where that is too old. The informer of the client library stops for good after an error.
 */
export async function followObjects<T extends Followed>(
  api: ApiServer,
  path: string,
  listener: Listener<T>,
  { clock, onError }: RetryParts,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  let failures = 0;
  const follow = async (): Promise<void> => {
    version ??= await list(api, path, listener, signal);
    for await (const seen of watch(api, path, version, listener, signal)) {
      version = seen;
      failures = 0;
    }
  };
  while (!signal.aborted) {
    const error = await follow().catch((caught: unknown) => caught);
    if (signal.aborted) return;
    // When in doubt the list is the truth; only an end or a torn connection goes on from where it was.
    if (error instanceof ApiRefusal) version = undefined;
    if (error !== undefined) onError(new Error(`watching ${path}`, { cause: error }));
    failures += 1; // also for an end in peace: a watch that ends at once must not be a loop at full speed
    await clock.wait(retryMs(failures), signal);
  }
}

async function list<T extends Followed>(
  api: ApiServer,
  path: string,
  listener: Listener<T>,
  signal: AbortSignal,
): Promise<string> {
  const { items, metadata } = (await api.call({ method: 'GET', path }, signal)) as {
    readonly metadata: { readonly resourceVersion: string };
    readonly items: readonly T[];
  };
  listener.listed(items);
  return metadata.resourceVersion;
}

async function* watch<T extends Followed>(
  api: ApiServer,
  path: string,
  version: string,
  listener: Listener<T>,
  signal: AbortSignal,
): AsyncIterable<string> {
  const query = `watch=1&allowWatchBookmarks=true&timeoutSeconds=600&resourceVersion=${version}`;
  for await (const line of api.lines(`${path}${path.includes('?') ? '&' : '?'}${query}`, signal)) {
    const event = JSON.parse(line) as WatchEvent<T>;
    if (event.type === 'ERROR') {
      throw new ApiRefusal(`watching ${path}`, event.object.code ?? 500, event.object);
    }
    if (event.type === 'DELETED') listener.gone(event.object);
    else if (event.type !== 'BOOKMARK') listener.seen(event.object);
    yield event.object.metadata!.resourceVersion!;
  }
}
