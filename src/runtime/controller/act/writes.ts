import type { KubeObject } from '../../kube/api-client.ts';
import type { StatusOutcome } from '../../kube/apply-status.ts';
import type { ScaleOutcome } from '../../kube/scale-deployment.ts';
import type { Deployment } from '../cell/objects.ts';
import type { GroupObject } from '../resource/group.ts';
import type { PoolObject } from '../resource/pool.ts';
import type { GroupStatus } from '../status/group-status.ts';
import type { PoolStatus } from '../status/pool-status.ts';

/** Something that people should see beside the resource that it is about. */
export interface Happening {
  readonly type: 'Normal' | 'Warning';
  /** CamelCase; the same again about the same resource is counted, not told anew. */
  readonly reason: string;
  /** What was done or looked at: `Scale`, `Observe`. */
  readonly action: string;
  readonly note: string;
}

/** What the controller does on the API server beside watching. All but `tell` reject for a server that does not answer. */
export interface Writes {
  /** The Deployment as it is now; `undefined` where it is gone. */
  reread(deployment: Deployment, abort: AbortSignal): Promise<Deployment | undefined>;
  /** Changes the number of workers if the Deployment is still exactly the one that was looked at. */
  scale(deployment: Deployment, replicas: number, abort: AbortSignal): Promise<ScaleOutcome>;
  poolStatus(
    pool: PoolObject,
    status: PoolStatus,
    abort: AbortSignal,
  ): Promise<StatusOutcome<PoolObject>>;
  groupStatus(
    group: GroupObject,
    status: GroupStatus,
    abort: AbortSignal,
  ): Promise<StatusOutcome<GroupObject>>;
  /** Never fails and waits for nothing: an Event that is lost loses nothing else. */
  tell(kind: 'WorkerPool' | 'CapacityGroup', about: KubeObject, happening: Happening): void;
}
