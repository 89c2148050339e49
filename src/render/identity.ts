import type { Manifest } from '../compile/manifest.ts';
import { isObject } from '../model/json.ts';

/** What makes an object one object in a cluster: the group of its API, not the version. The core group is ''. */
export interface Identity {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** Absent for what belongs to the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
}

/** Reads who an object is; throws when it has no apiVersion, kind or name. */
export function identityOf({ object, policy }: Manifest): Identity {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = isObject(metadata) ? metadata : {};
  if (!isText(apiVersion) || !isText(kind) || !isText(name)) {
    throw new Error(`an object of ${policy.file}:${policy.line} lacks apiVersion, kind or name`);
  }
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return { apiVersion, group, kind, name, ...(isText(namespace) && { namespace }) };
}

/** Names an object for people: `Deployment montage/mproject`. */
export function nameOf({ kind, namespace, name }: Omit<Identity, 'apiVersion' | 'group'>): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
