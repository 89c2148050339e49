import { drainedCost } from '../../../src/runtime/drain/deletion-cost.ts';
import type { WorkerPod } from '../../../src/runtime/drain/worker-state.ts';
import { deletionCost } from '../../../src/runtime/kube/annotate-pod.ts';

/** A pod that is ready, with what the test says of it. */
export function pod(name: string, rest: Partial<WorkerPod> = {}): WorkerPod {
  return {
    name,
    resourceVersion: '1',
    ip: `10.0.0.${name.charCodeAt(0)}`,
    isReady: true,
    isRunning: true,
    isTerminating: false,
    annotations: {},
    ...rest,
  };
}

export const marked = { annotations: { [deletionCost]: drainedCost } };
