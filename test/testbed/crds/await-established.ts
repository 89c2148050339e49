import { type KubeConfig, Watch } from '@kubernetes/client-node';
import type { ApiRequest } from '../apply/api-requests.ts';
import { until } from '../until.ts';

const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const patienceMs = 60_000;

/** Waits until the API server serves and lists the kinds of these CRDs; rejects with those that it does not after a minute. */
export async function awaitEstablished(
  config: KubeConfig,
  request: ApiRequest,
  names: readonly string[],
): Promise<void> {
  const waiting = new Set(names);
  const established: Crd[] = [];
  const deadline = AbortSignal.timeout(patienceMs);
  // A watch may end at any time; a new one begins with the state at hand, so nothing is missed.
  while (waiting.size > 0) {
    await watchOnce(config, deadline, (crd) => {
      if (isEstablished(crd) && waiting.delete(crd.metadata.name)) established.push(crd);
      return waiting.size === 0;
    });
    if (deadline.aborted) throw new Error(`not established: ${[...waiting].join(', ')}`);
  }
  // Another loop of the API server writes the list of kinds, a moment later.
  await Promise.all(established.map((crd) => awaitListed(request, crd)));
}

interface Crd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** Shows every CRD as it is and as it changes, until `see` has seen enough, the watch ends or the time is up. */
async function watchOnce(
  config: KubeConfig,
  deadline: AbortSignal,
  see: (crd: Crd) => boolean,
): Promise<void> {
  let end: (error: unknown) => void = () => {};
  const ended = new Promise<unknown>((resolve) => {
    end = resolve;
  });
  deadline.addEventListener('abort', () => end(undefined), { once: true });
  const show = (_change: string, crd: Crd) => {
    if (see(crd)) end(undefined);
  };
  const controller = await new Watch(config).watch(path, {}, show, (error) => end(error));
  const error = await ended;
  controller.abort();
  if (error) throw new Error('watching CustomResourceDefinitions', { cause: error });
}

function isEstablished({ status }: Crd): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status: value }) => type === 'Established' && value === 'True',
  );
}

async function awaitListed(request: ApiRequest, { spec }: Crd): Promise<void> {
  const { group, names, versions } = spec;
  for (const { name } of versions.filter(({ served }) => served)) {
    await until(`the API server lists ${names.plural} of ${group}/${name}`, async () => {
      const { status, body } = await request('GET', `/apis/${group}/${name}`);
      const { resources = [] } = body as { resources?: readonly { readonly name: string }[] };
      return (status === 200 && resources.some((one) => one.name === names.plural)) || undefined;
    });
  }
}
