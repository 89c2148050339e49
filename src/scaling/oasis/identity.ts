/** What a model is known by on a platform, and which of its two interfaces runs it. Letter case counts in the API only. */
export interface ModelIdentity {
  readonly supplier: string;
  readonly model: string;
  readonly version: string;
  readonly api: 'v1' | 'v2';
}

/**
 * The queue that the workers of a model listen on, in lower case. Whole names are compared: a name cannot be taken apart,
 * since each of its parts may hold dashes.
 */
export function queueOf({ supplier, model, version, api }: ModelIdentity): string {
  const plain = `${supplier}-${model}-${version}`.toLowerCase();
  return api === 'v1' ? plain : `${plain}-v2`;
}
