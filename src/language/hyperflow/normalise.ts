import { isObject, type Json } from '../../model/json.ts';
import { isOwnedLabel } from '../values/labels.ts';
import { parseBroker } from './broker.ts';
import type { Amounts, HyperflowPool, WrittenWorkerPool } from './pool.ts';

/** The namespace that a pool ends up in, from the one it names; the operator's queue names contain it. */
export type NamespaceOf = (written: string | undefined) => string;

/** Applies the defaults of the operator's definition and names the queue by its rule, or by the fork's where `spec.queue` is written. */
export function normalise(
  { metadata, spec }: WrittenWorkerPool,
  namespaceOf: NamespaceOf,
): HyperflowPool {
  const { name, namespace, labels, annotations } = metadata;
  const { requests, limits } = spec.initialResources;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels && { labels: withoutOwned(labels) }),
    ...(annotations && { annotations: withoutKubectl(annotations) }),
    taskType: spec.taskType,
    image: spec.image,
    rabbitHostname: spec.rabbitHostname,
    redisUrl: spec.redisUrl,
    prometheusUrl: spec.prometheusUrl,
    queue: queueOf(spec, namespaceOf(namespace)),
    vhost: spec.queue?.vhost ?? parseBroker(spec.rabbitHostname)?.vhost ?? '/',
    min: spec.minReplicaCount ?? 0,
    max: spec.maxReplicaCount ?? 50,
    requests: toTexts(requests),
    ...(limits && Object.keys(limits).length > 0 && { limits: toTexts(limits) }),
    env: spec.env ?? [],
    isForked: spec.queue !== undefined,
  };
}

/** Removes the fields set to nothing, which the API server removes too. */
export function withoutNulls(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => withoutNulls(item) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}

function queueOf(spec: WrittenWorkerPool['spec'], namespace: string): string {
  const { queue, queueName, taskType } = spec;
  return queue?.name ?? queueName ?? (queue === undefined ? `${namespace}.${taskType}` : taskType);
}

function toTexts(amounts: Readonly<Record<string, string | number>>): Amounts {
  return Object.fromEntries(
    Object.entries(amounts).map(([name, amount]) => [name, String(amount)]),
  );
}

/** The operator copies no labels, so that those which Roster sets itself are lost on nobody. */
function withoutOwned(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !isOwnedLabel(key)));
}

/** kubectl's copy of the whole document, which would be wrong as soon as Roster renders the pool. */
function withoutKubectl(annotations: Readonly<Record<string, string>>): Record<string, string> {
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...others } = annotations;
  return others;
}
