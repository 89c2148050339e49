/** Who has work among the workers of a pool, as far as anybody says. */
export interface Idleness {
  /** The newest answer of what was asked by itself; `undefined` where nothing is asked for this pool, or not answered yet. */
  read(poolId: string): { readonly busy: number; readonly idle?: number } | undefined;
}
