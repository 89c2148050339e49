import { isObject } from '../model/json.ts';
import { type LedgerDocument, ledgerFormat } from '../scaling/ledger-entry.ts';

/** A ledger with at least one decision, or what is wrong with its text. */
type Read =
  | { readonly ok: true; readonly ledger: LedgerDocument }
  | { readonly ok: false; readonly problem: string };

/** Reads a ledger; what comes from another version, another pool or another program is refused in words. */
export function readLedger(text: string, pool: string): Read {
  const value = parse(text);
  if (!isObject(value) || typeof value.format !== 'string')
    return no('what came is no ledger of decisions; does the address lead to the controller?');
  if (value.format !== ledgerFormat)
    return no(
      `the ledger has the form ${JSON.stringify(value.format)}, and this roster reads ${JSON.stringify(ledgerFormat)}: take the roster of the controller's version${typeof value.version === 'string' ? `, ${value.version}` : ''}`,
    );
  const ledger = value as unknown as LedgerDocument;
  const problem = wrongPool(ledger, pool) ?? noDecision(ledger);
  return problem === undefined ? { ok: true, ledger } : no(problem);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function wrongPool(ledger: LedgerDocument, pool: string): string | undefined {
  return ledger.pool === pool ? undefined : `the ledger is that of the pool ${ledger.pool}`;
}

function noDecision({ entries, leads, component, pool }: LedgerDocument): string | undefined {
  if (entries.length > 0) return undefined;
  return leads
    ? `${component} has made no decision about ${pool}: it has just begun to lead, somebody else scales the pool, or something is in the way; \`kubectl describe workerpool\` says which`
    : `${component} is a standby and makes no decisions; ask the leader, the holder of the Lease`;
}

function no(problem: string): Read {
  return { ok: false, problem };
}
