import type { words } from '../../../scaling/explain.ts';
import type { Obstacle } from '../cell/obstacle.ts';

/**
 * Every reason that we give a condition of a WorkerPool. The reference has a sentence for each and does not compile without;
 * a pool that somebody else scales has its scaler's reasons beside them.
 */
export interface PoolReasons {
  readonly Ready:
    | 'WorkersReady'
    | 'WorkersNotReady'
    | 'ScaledObjectMissing'
    | 'HorizontalPodAutoscalerMissing'
    | Obstacle['reason'];
  readonly SignalFresh: 'NotNeeded' | 'Fresh' | 'Stale' | 'Lost' | 'NotReadYet';
  readonly Bounded: 'WithinBounds' | (typeof words)[Limit] | Obstacle['reason'];
  readonly OverQuota: 'NoGroup' | 'WithinQuota' | 'QuotaExceeded';
  readonly Paused: 'NotPaused' | 'Paused' | 'Pinned' | 'Expired' | 'InvalidAnnotation';
  readonly AlertsInPlace: 'InPlace' | 'PrometheusRuleMissing';
}

/** Every reason that we give a condition of a CapacityGroup. */
export interface GroupReasons {
  readonly Ready: 'Shared' | 'Invalid';
  readonly OverQuota: 'WithinQuota' | 'QuotaExceeded';
  readonly QuotaInPlace: 'InPlace' | 'ResourceQuotaMissing' | 'ResourceQuotaDiffers';
}

/** The rules that can cut or lift what a mode asks for. */
export type Limit =
  | 'window'
  | 'min'
  | 'max'
  | 'group'
  | 'priority'
  | 'overQuota'
  | 'waitsForRoom'
  | 'rate'
  | 'busyWorkers';

declare const foreign: unique symbol;

/** A reason that KEDA or Kubernetes gave a condition of its own object. */
export type ForeignReason = string & { readonly [foreign]: true };

type Found<Type, Word> = {
  readonly type: Type;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: Word;
  readonly message: string;
};

type FoundIn<Reasons> = {
  readonly [Type in keyof Reasons]: Found<Type, Reasons[Type] | ForeignReason>;
}[keyof Reasons];

/** A condition of a WorkerPool or of a CapacityGroup before it is known since when it is so. */
export type Finding = FoundIn<PoolReasons>;
export type GroupFinding = FoundIn<GroupReasons>;
