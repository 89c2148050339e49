import type { Pod } from '../../../model/pod.ts';
import type { Context } from '../../place.ts';

/** A policy that makes pods, as far as the rules of a pod ask. A `WorkerPool` is one as it is. */
export interface PodPolicy {
  readonly kind: 'WorkerPool' | 'JobTemplate' | 'ClusterTemplate';
  readonly name: string;
  readonly namespace: string;
  /** The pod under check, whatever the field of the spec is called (see `Context.pod`). */
  readonly worker: Pod;
  /** What happens when the main container of a pod that is to end has ended; absent where it is always started again. */
  readonly restartPolicy?: 'Never' | 'OnFailure' | undefined;
}

/** The name of the pod's main container: that of its field in the spec. */
export function mainContainer({ pod = 'worker' }: Context): string {
  return pod;
}
