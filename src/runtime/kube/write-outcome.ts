import { ApiError } from './api-client.ts';

/** Why the API server did not write. */
export interface Refused {
  readonly ok: false;
  /**
   * `conflict`: somebody wrote since we read, so read again and decide anew. `unavailable`: it may be otherwise soon; a
   * server that fails in the middle may have written all the same. `refused`: it will be so until somebody changes
   * something, such as an admission policy.
   */
  readonly reason: 'conflict' | 'notFound' | 'forbidden' | 'unavailable' | 'refused';
  readonly because: string;
}

/** Gives a refusal as a value. Rejects for a dead connection or a time-out: then nobody knows whether it was written. */
export async function orRefused<T>(what: string, asked: Promise<T>): Promise<T | Refused> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ApiError)) throw new Error(what, { cause: error });
    return { ok: false, reason: reasonOf(error), because: error.message };
  }
}

function reasonOf({ status }: ApiError): Refused['reason'] {
  if (status === 409) return 'conflict';
  if (status === 404) return 'notFound';
  if (status === 401 || status === 403) return 'forbidden';
  return status === 410 || status === 429 || status >= 500 ? 'unavailable' : 'refused';
}
