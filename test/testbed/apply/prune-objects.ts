import type { KubeConfig } from '@kubernetes/client-node';
import type { ApiObject } from '../client/api-object.ts';
import { ApiRefusal, orRefusal, unlessRefused } from '../client/api-refusal.ts';
import { type ApiServer, withApiServer } from '../client/api-server.ts';
import type { Applied } from './apply-objects.ts';
import { keyOf, type ObjectKey, openPaths } from './resource-paths.ts';

/**
 * What one sync applied. Flux keeps such a list; Argo CD marks the objects by a label or an annotation instead. With a list,
 * what was never applied from here cannot be deleted from here, whatever somebody wrote on it.
 */
export type Inventory = readonly Entry[];

interface Entry extends ObjectKey {
  /** Tells the object from a later one of the same name, which somebody else made. */
  readonly uid: string;
}

export interface PruneOptions {
  /** The manager that applied the objects; what it owns no field of is somebody else's by now. */
  readonly fieldManager: string;
  /** Whether an object waits for those that it owns, or goes before them. */
  readonly propagation: 'Foreground' | 'Background';
}

export interface Pruned extends ObjectKey {
  readonly result: 'deleted' | 'gone' | 'kept';
}

export function inventoryOf(applied: readonly Applied[]): Inventory {
  return applied.flatMap((one) =>
    one.result === 'refused' ? [] : [{ ...keyOf(one.live), uid: String(one.live.metadata.uid) }],
  );
}

/** Deletes what the inventory before has and the one after has not, unless it went to another owner. */
export async function pruneObjects(
  config: KubeConfig,
  before: Inventory,
  after: Inventory,
  options: PruneOptions,
): Promise<readonly Pruned[]> {
  const kept = new Set(after.map(textOf));
  const gone = before.filter((entry) => !kept.has(textOf(entry)));
  return withApiServer(config, (api) => {
    const findPath = openPaths(api);
    return Promise.all(
      gone.map(async ({ uid, ...key }) => {
        const path = await findPath(key);
        const result = path === undefined ? 'gone' : await deleteOne(api, path, uid, options);
        return { ...key, result };
      }),
    );
  });
}

/** The version is left out: the same object may be applied by another version of its kind. */
function textOf({ apiVersion, kind, namespace = '', name }: ObjectKey): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return JSON.stringify([group, kind, namespace, name]);
}

async function deleteOne(
  api: ApiServer,
  path: string,
  uid: string,
  { fieldManager, propagation }: PruneOptions,
): Promise<Pruned['result']> {
  const read = api.call({ method: 'GET', path }) as Promise<ApiObject>;
  const live = await unlessRefused(404, read);
  if (live === undefined) return 'gone';
  if (!isOwned(live, fieldManager)) return 'kept';
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: propagation,
    preconditions: { uid },
  };
  const answer = await orRefusal(api.call({ method: 'DELETE', path, body }));
  if (!(answer instanceof ApiRefusal)) return 'deleted';
  if (answer.status === 404) return 'gone';
  if (answer.status === 409) return 'kept'; // another object of this name
  throw answer;
}

function isOwned({ metadata }: ApiObject, fieldManager: string): boolean {
  const entries = (metadata.managedFields ?? []) as readonly {
    readonly manager: string;
    readonly operation: string;
  }[];
  return entries.some(
    ({ manager, operation }) => manager === fieldManager && operation === 'Apply',
  );
}
