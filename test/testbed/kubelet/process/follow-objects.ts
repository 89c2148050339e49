import { ApiRefusal, type ApiServer } from '../api-server.ts';
import { type RetryParts, retryMs } from '../retry.ts';

/** What every object has that is listed here. */
export interface Listed {
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
  };
}

interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T & { readonly code?: number; readonly message?: string };
}

/** Keeps `objects` (by `namespace/name`) as the API server has them, and tells of each change, until aborted. */
export async function followObjects<T extends Listed>(
  api: ApiServer,
  path: string,
  { objects, changed }: { readonly objects: Map<string, T>; readonly changed: () => void },
  { clock, onError }: RetryParts,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const version = await list(api, path, objects, signal);
      changed();
      failures = 0;
      await watch(api, `${path}?watch=1&resourceVersion=${version}`, { objects, changed }, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiRefusal && error.status === 410) continue; // too old: list again
      failures += 1;
      onError(new Error(`watching ${path}`, { cause: error }));
      await clock.wait(retryMs(failures), signal);
    }
  }
}

async function list<T extends Listed>(
  api: ApiServer,
  path: string,
  objects: Map<string, T>,
  signal: AbortSignal,
): Promise<string> {
  const answer = (await api.call({ method: 'GET', path }, signal)) as {
    readonly metadata: { readonly resourceVersion: string };
    readonly items: readonly T[];
  };
  objects.clear();
  for (const item of answer.items) objects.set(keyOf(item), item);
  return answer.metadata.resourceVersion;
}

async function watch<T extends Listed>(
  api: ApiServer,
  path: string,
  { objects, changed }: { readonly objects: Map<string, T>; readonly changed: () => void },
  signal: AbortSignal,
): Promise<void> {
  for await (const line of api.lines(path, signal)) {
    const { type, object } = JSON.parse(line) as WatchEvent<T>;
    if (type === 'ERROR') throw new ApiRefusal(object.code ?? 500, object.message ?? line);
    if (type === 'DELETED') objects.delete(keyOf(object));
    else if (type !== 'BOOKMARK') objects.set(keyOf(object), object);
    changed();
  }
}

function keyOf({ metadata }: Listed): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}
