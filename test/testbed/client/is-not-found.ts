import { ApiException } from '@kubernetes/client-node';

/** Whether a call of the client library failed because the API server has no such object. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiException && error.code === 404;
}
