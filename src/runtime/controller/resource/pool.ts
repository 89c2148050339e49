import type { Scaling } from '../../../model/scaling.ts';
import type { KubeObject } from '../../kube/api-client.ts';
import type { RuntimeSignal } from '../../signals/wanted-signal.ts';
import type { PoolStatus } from '../status/pool-status.ts';
import type { ReadInterventions } from './read-interventions.ts';

/** A WorkerPool as the API server gives it; its spec is nobody's word until it was read. */
export interface PoolObject extends KubeObject {
  readonly spec?: unknown;
  readonly status?: PoolStatus;
}

interface Identity {
  /** `namespace/name`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** Tells a pool from one of the same name that was deleted before. */
  readonly uid: string;
  readonly generation: number;
  readonly group?: string;
}

/** A pool whose number of workers is ours. */
export interface ScaledPool extends Identity, ReadInterventions {
  readonly engine: 'runtime';
  readonly scaling: Scaling<RuntimeSignal>;
}

/** A pool whose number of workers is somebody else's: watched and reported. */
export interface WatchedPool extends Identity {
  readonly engine: 'keda' | 'hpa' | 'git';
}

export type Pool = ScaledPool | WatchedPool;
