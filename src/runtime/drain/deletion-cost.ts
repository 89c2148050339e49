import { deletionCost } from '../kube/annotate-pod.ts';
import type { WorkerPod } from './worker-state.ts';

/** What we write on a pod that is to go; no pod of ours carries another number. */
export const drainedCost = '-1000';

/** What Karpenter leaves on a pod whose deletion cost it writes itself: whose number it is, it stays. */
const karpenterMark = 'karpenter.sh/managed-deletion-cost';

/** Tells whether a pod was marked by us to go. */
export function isMarked({ annotations }: WorkerPod): boolean {
  return annotations[deletionCost] === drainedCost && !isForeign(annotations);
}

/** Tells whether the number on a pod is somebody else's, which we neither write over nor remove. */
export function isManagedByOthers({ annotations }: WorkerPod): boolean {
  const cost = annotations[deletionCost];
  return isForeign(annotations) || (cost !== undefined && cost !== drainedCost);
}

function isForeign(annotations: WorkerPod['annotations']): boolean {
  return annotations[karpenterMark] !== undefined;
}
