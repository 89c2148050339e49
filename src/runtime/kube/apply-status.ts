import type { ApiClient, KubeObject } from './api-client.ts';
import { type Resource, resourcePath } from './resource-path.ts';
import { orRefused, type Refused } from './write-outcome.ts';

/** A status to be written. */
export interface WantedStatus {
  readonly resource: Resource;
  /** `WorkerPool`. */
  readonly kind: string;
  readonly name: string;
  /** All that we say: a field that we said before and leave out now is taken away. */
  readonly status: object;
  readonly fieldManager: string;
}

/** What came of it: the object as it is now. */
export type StatusOutcome<T> = { readonly ok: true; readonly object: T } | Refused;

/** Writes a status by server-side apply: only our own fields, whoever else writes others. */
export async function applyStatus<T extends KubeObject = KubeObject>(
  api: Pick<ApiClient, 'call'>,
  { resource, kind, name, status, fieldManager }: WantedStatus,
  abort?: AbortSignal,
): Promise<StatusOutcome<T>> {
  const { group, version, namespace } = resource;
  const call = {
    method: 'PATCH',
    path: resourcePath(resource, name, 'status'),
    query: { fieldManager, force: true },
    contentType: 'application/apply-patch+yaml',
    body: {
      apiVersion: group === '' ? version : `${group}/${version}`,
      kind,
      metadata: namespace === undefined ? { name } : { name, namespace },
      status,
    },
  } as const;
  const what = `writing the status of ${kind} ${name}`;
  const written = await orRefused(what, api.call<T>(call, abort));
  return 'ok' in written ? written : { ok: true, object: written };
}
