import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-client.ts';
import type { Lease } from './lease-record.ts';
import { resourcePath } from './resource-path.ts';

/** One Lease of the API server. */
export interface LeaseApi {
  /** `undefined` where it is not there. */
  read(abort: AbortSignal): Promise<Lease | undefined>;
  /** `undefined` where somebody else was first. */
  create(spec: object, abort: AbortSignal): Promise<Lease | undefined>;
  /** Writes over exactly the version `over`; `undefined` where it is not the newest any more, or gone. */
  replace(over: Lease, spec: object, abort: AbortSignal): Promise<Lease | undefined>;
}

/** The Lease of this name. */
export function leaseApi(api: Pick<ApiClient, 'call'>, namespace: string, name: string): LeaseApi {
  const resource = { group: 'coordination.k8s.io', version: 'v1', plural: 'leases', namespace };
  const all = resourcePath(resource);
  const one = resourcePath(resource, name);
  return {
    read: (abort) => unless(404, api.call<Lease>({ method: 'GET', path: one }, abort)),
    create: (spec, abort) => {
      const body = {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name },
        spec,
      };
      return unless(409, api.call<Lease>({ method: 'POST', path: all, body }, abort));
    },
    replace: ({ metadata }, spec, abort) => {
      const { resourceVersion } = metadata;
      const contentType = 'application/merge-patch+json';
      const body = { metadata: { resourceVersion }, spec };
      const written = api.call<Lease>({ method: 'PATCH', path: one, body, contentType }, abort);
      return unless(404, unless(409, written));
    },
  };
}

async function unless<T>(status: 404 | 409, asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === status) return undefined;
    throw error;
  }
}
