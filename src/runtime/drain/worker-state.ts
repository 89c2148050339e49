/** Whether a worker has something to do, as far as anybody says. Whoever is not known to be idle is not taken. */
export type WorkerState = 'idle' | 'busy' | 'unknown';

/** A pod of a pool, as much of it as it takes to choose who goes. */
export interface WorkerPod {
  readonly name: string;
  readonly resourceVersion: string;
  /** Absent until it has one. */
  readonly ip?: string;
  readonly isReady: boolean;
  /** Bound to a node, and running as far as its node says. */
  readonly isRunning: boolean;
  readonly isTerminating: boolean;
  readonly annotations: Readonly<Record<string, string>>;
}
