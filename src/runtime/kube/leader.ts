import type { Instant } from '../../model/units.ts';

/** Whether this process may act, by a Lease that only one process holds at a time. */
export interface Leader {
  /**
   * Tries to lead, and leads, until `abort` fires; then gives the lease back, so that another may take it at once. Stop all
   * writing before. Rejects where Leases are forbidden. Called once.
   */
  run(abort: AbortSignal): Promise<void>;
  /** Whether a write may be sent now: false some seconds before anybody else can take the lease. */
  isLeader(): boolean;
  /** Tells each change from now on; returns what ends that. */
  onChange(listener: (leads: boolean) => void): () => void;
  /** Since when this process leads; `undefined` while it does not. */
  leaseStartedAt(): Instant | undefined;
  /** Who holds the lease by the record that was seen last; `undefined` where nobody does, or none was seen yet. */
  holder(): string | undefined;
}
