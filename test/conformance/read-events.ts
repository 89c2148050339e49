import type { ApiCall, ApiClient, WatchEvent } from '../../src/runtime/kube/api-client.ts';

/** Reads a watch until there is enough. */
export async function readEvents(
  client: ApiClient,
  call: ApiCall,
  isEnough: (seen: readonly WatchEvent[]) => boolean,
): Promise<readonly WatchEvent[]> {
  const abort = new AbortController();
  const seen: WatchEvent[] = [];
  for await (const event of client.watch(call, abort.signal)) {
    seen.push(event);
    if (isEnough(seen)) abort.abort();
  }
  return seen;
}
