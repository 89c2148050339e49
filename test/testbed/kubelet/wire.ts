import type { V1Pod } from '@kubernetes/client-node';

/** An API object as it stands on the wire: read-only, and its times are text. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer E)[]
    ? readonly Wire<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Wire<T[K]> }
      : T;

export type WirePod = Wire<V1Pod>;

/** Writes a time as the API server gives it back, to the second, so that equal times are equal texts. */
export function wireTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Gives a pod the types that the client library promises: the times of its metadata become Dates. */
export function asPod(pod: WirePod): V1Pod {
  const { creationTimestamp, deletionTimestamp, ...metadata } = pod.metadata ?? {};
  const revived = {
    ...pod,
    metadata: {
      ...metadata,
      ...(creationTimestamp && { creationTimestamp: new Date(creationTimestamp) }),
      ...(deletionTimestamp && { deletionTimestamp: new Date(deletionTimestamp) }),
    },
  };
  return revived as unknown as V1Pod;
}
