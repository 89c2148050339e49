import type { ApiObject, ApiRequest } from './api-requests.ts';

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
  request: ApiRequest,
  namespaces: readonly string[],
): Promise<readonly string[]> {
  const { body } = await request('GET', '/apis');
  const groups = (body as unknown as { readonly groups: readonly Group[] }).groups;
  const roots = groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`);
  const lists = await Promise.all(
    ['/api/v1', ...roots].map((root) => listVersion(request, root, namespaces)),
  );
  return lists.flat().toSorted();
}

async function listVersion(request: ApiRequest, root: string, namespaces: readonly string[]) {
  const { body } = await request('GET', root);
  const { resources } = body as unknown as { readonly resources: readonly Resource[] };
  const kinds = resources.filter(
    ({ kind, namespaced, verbs }) =>
      namespaced && verbs.includes('list') && !ofControllers.has(kind),
  );
  const paths = namespaces.flatMap((namespace) =>
    kinds.map(({ name, kind }) => ({ kind, path: `${root}/namespaces/${namespace}/${name}` })),
  );
  const lists = await Promise.all(
    paths.map(async ({ kind, path }) => {
      const { body: list } = await request('GET', path);
      const { items } = list as unknown as { readonly items: readonly ApiObject[] };
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
