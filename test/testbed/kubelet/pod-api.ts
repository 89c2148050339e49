import type { ApiServer } from '../client/api-server.ts';
import type { WrittenStatus } from './pod-status.ts';
import type { WirePod } from './wire.ts';

/** Writes a pod's status and gives the pod as it then is; throws where it is another pod of the same name by now. */
export async function patchStatus(
  api: ApiServer,
  pod: WirePod,
  status: WrittenStatus,
  signal: AbortSignal,
): Promise<WirePod> {
  // These lists are merged by address; without this the address of an earlier life would stay beside the new one.
  const replace = { $patch: 'replace' };
  const body = {
    metadata: { uid: pod.metadata!.uid },
    status: {
      ...status,
      hostIPs: [...status.hostIPs, replace],
      podIPs: [...status.podIPs, replace],
    },
  };
  const type = 'application/strategic-merge-patch+json';
  const answer = await api.call(
    { method: 'PATCH', path: `${pathOf(pod)}/status`, type, body },
    signal,
  );
  return answer as WirePod;
}

/** Deletes a pod of which nothing runs any more, for good unless it has finalizers. */
export async function deleteFinally(
  api: ApiServer,
  pod: WirePod,
  signal: AbortSignal,
): Promise<void> {
  const body = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    gracePeriodSeconds: 0,
    preconditions: { uid: pod.metadata!.uid },
  };
  await api.call({ method: 'DELETE', path: pathOf(pod), body }, signal);
}

/** Whether `candidate` is a later state of the same pod; versions of one API server are numbers that grow. */
export function isNewer(candidate: WirePod, known: WirePod): boolean {
  return version(candidate) > version(known);
}

function version(pod: WirePod): bigint {
  return BigInt(pod.metadata?.resourceVersion ?? '0');
}

function pathOf(pod: WirePod): string {
  return `/api/v1/namespaces/${pod.metadata!.namespace}/pods/${pod.metadata!.name}`;
}
