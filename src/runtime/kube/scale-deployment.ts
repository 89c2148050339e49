import type { ApiClient, KubeObject } from './api-client.ts';
import { resourcePath } from './resource-path.ts';
import { orRefused, type Refused } from './write-outcome.ts';

/** A number of workers to set, on exactly the version of the Deployment that it was decided for. */
export interface WantedScale {
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  readonly resourceVersion: string;
}

/** What came of it. */
export type ScaleOutcome =
  | {
      readonly ok: true;
      /** What the Deployment has now. */
      readonly replicas: number;
      /** That of the Deployment: its next write is fenced with it. */
      readonly resourceVersion: string;
    }
  | Refused;

interface Scaled extends KubeObject {
  readonly spec?: { readonly replicas?: number };
}

/** Sets the number of workers through the `scale` subresource, unless anybody wrote the Deployment since it was read. */
export function scaleDeployment(
  api: Pick<ApiClient, 'call'>,
  wanted: WantedScale,
  abort?: AbortSignal,
): Promise<ScaleOutcome> {
  return patch(api, wanted, ['scale'], abort);
}

/** The same through the Deployment itself, for the rights of those who have no `deployments/scale`. */
export function patchReplicas(
  api: Pick<ApiClient, 'call'>,
  wanted: WantedScale,
  abort?: AbortSignal,
): Promise<ScaleOutcome> {
  return patch(api, wanted, [], abort);
}

async function patch(
  api: Pick<ApiClient, 'call'>,
  { namespace, name, replicas, resourceVersion }: WantedScale,
  subresource: readonly string[],
  abort?: AbortSignal,
): Promise<ScaleOutcome> {
  const resource = { group: 'apps', version: 'v1', plural: 'deployments', namespace };
  const call = {
    method: 'PATCH',
    path: resourcePath(resource, name, ...subresource),
    contentType: 'application/merge-patch+json',
    body: { metadata: { resourceVersion }, spec: { replicas } },
  } as const;
  const written = await orRefused(`scaling ${namespace}/${name}`, api.call<Scaled>(call, abort));
  return 'ok' in written ? written : outcomeOf(written);
}

/** A Scale of 0 replicas leaves the field out: `spec` is then empty. */
function outcomeOf({ metadata, spec }: Scaled): ScaleOutcome {
  return {
    ok: true,
    replicas: spec?.replicas ?? 0,
    resourceVersion: metadata.resourceVersion ?? '',
  };
}
