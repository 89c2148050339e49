import type { ApiObject } from '../client/api-object.ts';
import type { ApiServer } from '../client/api-server.ts';

interface Group {
  readonly preferredVersion: { readonly groupVersion: string };
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/**
 * Lists every object in these namespaces, of every kind that can be listed, as `Kind namespace/name`, sorted. Left out is
 * what controllers make by themselves: what has a controlling owner, Events, EndpointSlices, and each namespace's
 * default ServiceAccount and root certificate.
 */
export async function listObjects(
  api: ApiServer,
  namespaces: readonly string[],
): Promise<readonly string[]> {
  const { groups } = (await api.call({ method: 'GET', path: '/apis' })) as {
    readonly groups: readonly Group[];
  };
  const roots = groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`);
  const lists = await Promise.all(
    ['/api/v1', ...roots].map((root) => listVersion(api, root, namespaces)),
  );
  return lists.flat().toSorted();
}

async function listVersion(api: ApiServer, root: string, namespaces: readonly string[]) {
  const { resources } = (await api.call({ method: 'GET', path: root })) as {
    readonly resources: readonly Resource[];
  };
  const kinds = resources.filter(
    ({ kind, namespaced, verbs }) =>
      namespaced && verbs.includes('list') && !ofControllers.has(kind),
  );
  const paths = namespaces.flatMap((namespace) =>
    kinds.map(({ name, kind }) => ({ kind, path: `${root}/namespaces/${namespace}/${name}` })),
  );
  const lists = await Promise.all(
    paths.map(async ({ kind, path }) => {
      const { items } = (await api.call({ method: 'GET', path })) as {
        readonly items: readonly ApiObject[];
      };
      return items
        .filter((item) => !isMadeByController(kind, item))
        .map((item) => textOf(kind, item));
    }),
  );
  return lists.flat();
}

const ofControllers = new Set(['Event', 'EndpointSlice', 'Endpoints']);

function isMadeByController(kind: string, { metadata }: ApiObject): boolean {
  const owners = (metadata.ownerReferences ?? []) as readonly { readonly controller?: boolean }[];
  if (owners.some(({ controller }) => controller === true)) return true;
  return (
    (kind === 'ServiceAccount' && metadata.name === 'default') ||
    (kind === 'ConfigMap' && metadata.name === 'kube-root-ca.crt')
  );
}

/** As `listObjects` names an object. */
export function textOf(kind: string, { metadata }: Pick<ApiObject, 'metadata'>): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}
