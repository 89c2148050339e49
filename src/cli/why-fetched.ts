/** The text of a ledger, or why there is none and what to do. */
export type Fetched =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

export function notFetched(problem: string): Fetched {
  return { ok: false, problem };
}

/** The path of a pool's ledger on the admin port. */
export function ledgerPath(pool: string): string {
  return `/v1/pools/${pool}/decisions`;
}

/** What a controller that does not know a pool means. */
export function unknownPool(pool: string): string {
  return `the controller knows no pool ${pool}; is it synced, and is its namespace among those that the controller serves?`;
}

/** What a replica says that does not lead. */
export const standby =
  'the controller that answers is a standby and makes no decisions; ask the leader, the holder of the Lease';
