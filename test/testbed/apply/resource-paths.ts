import type { ApiObject } from '../client/api-object.ts';
import { unlessRefused } from '../client/api-refusal.ts';
import type { ApiServer } from '../client/api-server.ts';

/** What says where an object is: enough to read or delete it. */
export interface ObjectKey {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Gives the path of an object; undefined when the API server has no such kind. */
export type FindPath = (key: ObjectKey) => Promise<string | undefined>;

export function keyOf({ apiVersion, kind, metadata: { namespace, name } }: ApiObject): ObjectKey {
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}

interface ResourceList {
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
  }[];
}

/** Asks the API server once a version for its kinds; make a new one after CRDs were applied. */
export function openPaths(api: ApiServer): FindPath {
  const lists = new Map<string, Promise<ResourceList>>();
  const ask = async (path: string): Promise<ResourceList> => {
    const asked = api.call({ method: 'GET', path }) as Promise<ResourceList>;
    return (await unlessRefused(404, asked)) ?? {};
  };
  return async ({ apiVersion, kind, namespace, name }) => {
    const root = `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
    const list = lists.get(root) ?? ask(root);
    lists.set(root, list);
    const { resources = [] } = await list;
    const found = resources.find((one) => one.kind === kind && !one.name.includes('/'));
    if (found === undefined) return undefined;
    // Without a namespace the default one is meant, as kubectl has it.
    const within = found.namespaced ? `/namespaces/${namespace ?? 'default'}` : '';
    return `${root}${within}/${found.name}/${name}`;
  };
}
