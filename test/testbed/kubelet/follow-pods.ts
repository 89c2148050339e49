import { ApiRefusal, type ApiServer } from './api-server.ts';
import { type RetryParts, retryMs } from './retry.ts';
import type { WirePod } from './wire.ts';

export interface PodListener {
  /** All pods there are; whatever was known before and is not among them is gone. */
  readonly listed: (pods: readonly WirePod[]) => void;
  readonly seen: (pod: WirePod) => void;
  readonly gone: (pod: WirePod) => void;
}

interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: WirePod & { readonly code?: number; readonly message?: string };
}

interface PodList {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly WirePod[];
}

const bound = `fieldSelector=${encodeURIComponent('spec.nodeName!=')}`;

/** Tells of all pods that are bound to some Node, until aborted: after an error from where it was, or from a new list where that is too old. */
export async function followPods(
  api: ApiServer,
  listener: PodListener,
  { clock, onError }: RetryParts,
  signal: AbortSignal,
): Promise<void> {
  let version: string | undefined;
  let failures = 0;
  const follow = async (): Promise<void> => {
    version ??= await list(api, listener, signal);
    for await (const seen of watch(api, version, listener, signal)) {
      version = seen;
      failures = 0;
    }
  };
  while (!signal.aborted) {
    const error = await follow().catch((caught: unknown) => caught);
    if (signal.aborted) return;
    // When in doubt the list is the truth; only an end or a torn connection goes on from where it was.
    if (error instanceof ApiRefusal) version = undefined;
    if (error !== undefined) onError(new Error('watching pods', { cause: error }));
    failures += 1; // also for an end in peace: a watch that ends at once must not be a loop at full speed
    await clock.wait(retryMs(failures), signal);
  }
}

async function list(api: ApiServer, listener: PodListener, signal: AbortSignal): Promise<string> {
  const answer = await api.call({ method: 'GET', path: `/api/v1/pods?${bound}` }, signal);
  const { items, metadata } = answer as PodList;
  listener.listed(items);
  return metadata.resourceVersion;
}

async function* watch(
  api: ApiServer,
  version: string,
  listener: PodListener,
  signal: AbortSignal,
): AsyncIterable<string> {
  const query = `${bound}&watch=1&allowWatchBookmarks=true&timeoutSeconds=600&resourceVersion=${version}`;
  for await (const line of api.lines(`/api/v1/pods?${query}`, signal)) {
    const { type, object } = JSON.parse(line) as WatchEvent;
    if (type === 'ERROR') throw new ApiRefusal(object.code ?? 500, object.message ?? line);
    if (type === 'DELETED') listener.gone(object);
    else if (type !== 'BOOKMARK') listener.seen(object);
    yield object.metadata!.resourceVersion!;
  }
}
