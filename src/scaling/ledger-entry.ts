import type { Decision } from './decision.ts';
import type { GroupInput } from './group-input.ts';
import type { Now, PoolInput } from './pool-input.ts';
import type { Reason } from './reason.ts';

/** One decision about a pool with all that it was made from, as plain JSON: it can be made again anywhere. */
export interface LedgerEntry {
  /** Both clocks, as they were. */
  readonly now: Now;
  /** Set for a pool of a group: then all of its pools were decided together. */
  readonly group?: GroupInput;
  /** Of the pool alone, or of every pool of its group. */
  readonly inputs: readonly PoolInput[];
  /** Of this pool. */
  readonly decision: Decision;
  /** What kept workers from going, who were asked only after it was decided that some should go. */
  readonly held?: Reason;
}

/** The form of the document; another form gets another name, so that an older reader knows that it cannot read it. */
export const ledgerFormat = 'roster.dev/ledger-1';

/** What `GET /v1/pools/<namespace>/<name>/decisions` answers. */
export interface LedgerDocument {
  readonly format: typeof ledgerFormat;
  /** `namespace/name`. */
  readonly pool: string;
  /** Name of the pod that answers. */
  readonly component: string;
  /** Of the controller: another version may decide otherwise from the same input. */
  readonly version: string;
  /** Whether it leads: a standby has made no decision since it last led. */
  readonly leads: boolean;
  /** The clocks when it answered, so that ages can be told without the reader's clock. */
  readonly now: Now;
  /** Newest first. Unchanged decisions may be left out, never the newest one. */
  readonly entries: readonly LedgerEntry[];
}
