import { isObject, type JsonObject } from '../../model/json.ts';
import type { SecurityLevel } from '../../model/namespace-objects.ts';
import type { Manifest } from '../manifest.ts';
import { looser, securityLevel } from '../pod-security.ts';
import { podTemplatesOf } from './pod-templates.ts';

export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/**
 * What the objects of an environment amount to: what whoever syncs them must be allowed, and what it must leave alone.
 * It is counted while they are made, since they are not kept.
 */
export interface Stock {
  /** The namespaces that objects lie in, with the strictest level that all their pods meet. */
  readonly namespaces: Map<string, SecurityLevel>;
  /** The namespaces of policies: what else is put somewhere is a guest there. */
  readonly homes: Set<string>;
  /** By a text that is the same for the same. */
  readonly namespacedKinds: Map<string, GroupKind>;
  readonly clusterKinds: Map<string, GroupKind>;
  /** The Deployments whose number of pods Git does not hold. */
  readonly scaledByOthers: { readonly namespace: string; readonly name: string }[];
}

/** A stock to take manifests into; `takeStock` changes it. */
export function emptyStock(): Stock {
  return {
    namespaces: new Map(),
    homes: new Set(),
    namespacedKinds: new Map(),
    clusterKinds: new Map(),
    scaledByOthers: [],
  };
}

/** Counts an object in. */
export function takeStock(
  stock: Stock,
  { object, policy }: Manifest,
  kubernetes: readonly [number, number],
): void {
  if (policy.namespace !== undefined) stock.homes.add(policy.namespace);
  const { namespace, name } = isObject(object.metadata) ? object.metadata : {};
  const one = groupKindOf(object);
  const key = `${one.group}/${one.kind}`;
  if (typeof namespace !== 'string') {
    stock.clusterKinds.set(key, one);
    return;
  }
  stock.namespacedKinds.set(key, one);
  stock.namespaces.set(namespace, levelOf(object, kubernetes, stock.namespaces.get(namespace)));
  if (key === 'apps/Deployment' && isScaledByOthers(object)) {
    stock.scaledByOthers.push({ namespace, name: String(name) });
  }
}

function groupKindOf({ apiVersion, kind }: JsonObject): GroupKind {
  const version = String(apiVersion);
  return {
    group: version.includes('/') ? version.slice(0, version.indexOf('/')) : '',
    kind: String(kind),
  };
}

function levelOf(
  object: JsonObject,
  kubernetes: readonly [number, number],
  before: SecurityLevel = 'restricted',
): SecurityLevel {
  return podTemplatesOf(object)
    .map((template) => securityLevel(template, kubernetes))
    .reduce(looser, before);
}

function isScaledByOthers({ spec }: JsonObject): boolean {
  return isObject(spec) && !('replicas' in spec);
}
