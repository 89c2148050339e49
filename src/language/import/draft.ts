import type { JsonObject } from '../../model/json.ts';

/** A WorkerPool or JobTemplate before it is written: its spec without a Profile, and where it came from. */
export interface Draft {
  /** A WorkerPool where nothing is written. */
  readonly kind?: 'JobTemplate' | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels: JsonObject;
  readonly spec: JsonObject;
  /** What the Environment must have under `spec.connections` for it. */
  readonly connections: JsonObject;
  /** Why the file is there, for its head. */
  readonly head: string;
  /** Remarks above fields. */
  readonly above?: readonly (readonly [readonly string[], string])[];
}

/** A Kubernetes object that was imported and the one that Roster renders in its place. */
export interface Counterpart {
  /** The object as it was. */
  readonly object: JsonObject;
  readonly file: string;
  /** The pool whose object of the same kind takes its place. */
  readonly pool: { readonly name: string; readonly namespace: string | undefined };
  /** The container that becomes `worker`. */
  readonly container?: string | undefined;
}

/** How people speak of a pool where names alone could be two. */
export function poolWords({
  kind,
  name,
  namespace,
}: Pick<Draft, 'kind' | 'name' | 'namespace'>): string {
  const word = kind === 'JobTemplate' ? 'job' : 'pool';
  return namespace === undefined ? `${word} \`${name}\`` : `${word} \`${namespace}/${name}\``;
}
