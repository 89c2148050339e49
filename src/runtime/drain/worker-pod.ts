import type { KubeObject } from '../kube/api-client.ts';
import type { WorkerPod } from './worker-state.ts';

/** As much of a pod as it takes to tell whether it is at work. */
export interface PodObject extends KubeObject {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly state?: { readonly running?: object } }[];
  };
}

/** What matters of a pod when a pool is made smaller; `undefined` for one that has ended and counts for nothing. */
export function workerPod({ metadata, spec, status }: PodObject): WorkerPod | undefined {
  const { phase = 'Pending', podIP, conditions = [], containerStatuses = [] } = status ?? {};
  if (phase === 'Succeeded' || phase === 'Failed') return undefined;
  const isReady = conditions.some((one) => one.type === 'Ready' && one.status === 'True');
  // a pod that nobody hears of any more (`Unknown`, a lost node) may well be at work
  const runs = containerStatuses.some(({ state }) => state?.running !== undefined);
  return {
    name: metadata.name,
    resourceVersion: metadata.resourceVersion ?? '',
    ...(podIP !== undefined && { ip: podIP }),
    isReady,
    isRunning: spec?.nodeName !== undefined && (isReady || runs || phase === 'Unknown'),
    isTerminating: metadata.deletionTimestamp !== undefined,
    annotations: metadata.annotations ?? {},
  };
}
