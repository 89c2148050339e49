import type { ApiClient, KubeObject } from './api-client.ts';
import { resourcePath } from './resource-path.ts';
import { orRefused, type Refused } from './write-outcome.ts';

/** Of a ReplicaSet's pods those with the lowest go first, if they are equally ready. */
export const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

/** How soon a pod is to go, on exactly the version of it that this was decided for. */
export interface WantedCost {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** `undefined` takes the annotation away. */
  readonly cost: number | undefined;
}

/** What came of it. */
export type CostOutcome = { readonly ok: true; readonly resourceVersion: string } | Refused;

/** Says how soon a pod is to go. Meant to be written once, just before a Deployment is made smaller. */
export async function setDeletionCost(
  api: Pick<ApiClient, 'call'>,
  { namespace, name, resourceVersion, cost }: WantedCost,
  abort?: AbortSignal,
): Promise<CostOutcome> {
  const annotations = { [deletionCost]: cost === undefined ? null : `${Math.trunc(cost)}` };
  const call = {
    method: 'PATCH',
    path: resourcePath({ group: '', version: 'v1', plural: 'pods', namespace }, name),
    contentType: 'application/merge-patch+json',
    body: { metadata: { resourceVersion, annotations } },
  } as const;
  const what = `annotating the pod ${namespace}/${name}`;
  const written = await orRefused(what, api.call<KubeObject>(call, abort));
  if ('ok' in written) return written;
  return { ok: true, resourceVersion: written.metadata.resourceVersion ?? '' };
}
