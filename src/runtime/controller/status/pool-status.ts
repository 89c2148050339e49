import type { Condition } from './condition.ts';

/** The status of a WorkerPool, as its CRD has it. */
export interface PoolStatus {
  readonly observedGeneration?: number;
  readonly engine?: string;
  readonly wanted?: number;
  readonly current?: number;
  readonly ready?: number;
  readonly reason?: string;
  readonly lastDecision?: LastDecision;
  readonly conditions?: readonly Condition[];
}

/** The last decision that changed the number. */
export interface LastDecision {
  readonly at: string;
  readonly replicas: number;
  readonly reasons: readonly string[];
}
