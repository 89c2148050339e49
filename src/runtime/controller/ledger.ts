import type { LedgerEntry } from '../../scaling/ledger-entry.ts';
import type { Reason } from '../../scaling/reason.ts';
import type { CellDecision } from './cell/decide-cell.ts';

/** The last decisions of each cell, with all that they were made from; what is shared by the pools of a group is kept once. */
export interface Ledger {
  /** Keeps a decision, with what kept workers of a pool from going. One that changed nothing takes the place of the newest if that changed nothing either. */
  record(
    cell: string,
    decision: CellDecision,
    held: ReadonlyMap<string, Reason>,
    change: 'changed' | 'unchanged',
  ): void;
  /** Of one pool of a cell, newest first. */
  entries(cell: string, pool: string): readonly LedgerEntry[];
  forget(cell: string): void;
  clear(): void;
}

interface Kept {
  readonly decision: CellDecision;
  readonly held: ReadonlyMap<string, Reason>;
  readonly change: 'changed' | 'unchanged';
}

/** Makes an empty ledger that keeps `size` changes of each cell, and its newest decision. */
export function createLedger(size: number): Ledger {
  const kept = new Map<string, readonly Kept[]>();

  return {
    record(cell, decision, held, change) {
      const [newest, ...older] = kept.get(cell) ?? [];
      const rest =
        newest === undefined || newest.change === 'unchanged' ? older : [newest, ...older];
      const most = change === 'changed' ? size : size + 1;
      kept.set(cell, [{ decision, held, change }, ...rest].slice(0, most));
    },
    entries: (cell, pool) => (kept.get(cell) ?? []).flatMap((one) => entryOf(one, pool) ?? []),
    forget: (cell) => {
      kept.delete(cell);
    },
    clear: () => kept.clear(),
  };
}

function entryOf(
  { decision: { now, group, inputs, decisions }, held: all }: Kept,
  pool: string,
): LedgerEntry | undefined {
  const decision = decisions.get(pool);
  const held = all.get(pool);
  return decision && { now, ...(group && { group }), inputs, decision, ...(held && { held }) };
}
