import { unlessRefused } from '../client/api-refusal.ts';
import type { ApiServer } from '../client/api-server.ts';
import { followObjects } from '../client/follow-objects.ts';
import { within } from '../client/within.ts';
import { systemClock } from '../clock.ts';
import { until } from '../until.ts';

const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const patienceMs = 60_000;

/** Waits until the API server serves and lists the kinds of these CRDs; rejects with those that it does not after a minute. */
export async function awaitEstablished(api: ApiServer, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const waiting = new Set(names);
  const established: Crd[] = [];
  const errors: Error[] = [];
  const enough = new AbortController();
  const see = (crd: Crd): void => {
    if (isEstablished(crd) && waiting.delete(crd.metadata.name)) established.push(crd);
    if (waiting.size === 0) enough.abort();
  };
  await within(patienceMs, enough.signal, (signal) =>
    followObjects<Crd>(
      api,
      path,
      { listed: (crds) => crds.forEach(see), seen: see, gone: () => {} },
      { clock: systemClock, onError: (error) => errors.push(error) },
      signal,
    ),
  );
  if (waiting.size > 0) {
    throw new Error(`not established: ${[...waiting].join(', ')}`, { cause: errors.at(-1) });
  }
  // Another loop of the API server writes the list of kinds, a moment later.
  await Promise.all(established.map((crd) => awaitListed(api, crd)));
}

interface Crd {
  readonly metadata: { readonly name: string; readonly resourceVersion: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

function isEstablished({ status }: Crd): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status: value }) => type === 'Established' && value === 'True',
  );
}

async function awaitListed(api: ApiServer, { spec }: Crd): Promise<void> {
  const { group, names, versions } = spec;
  for (const { name } of versions.filter(({ served }) => served)) {
    await until(`the API server lists ${names.plural} of ${group}/${name}`, async () => {
      const kinds = api.call({ method: 'GET', path: `/apis/${group}/${name}` }) as Promise<{
        readonly resources: readonly { readonly name: string }[];
      }>;
      const { resources = [] } = (await unlessRefused(404, kinds)) ?? {};
      return resources.some((one) => one.name === names.plural);
    });
  }
}
