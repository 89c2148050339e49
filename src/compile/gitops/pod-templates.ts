import { isObject, type JsonObject } from '../../model/json.ts';

/** The kinds whose pods are made by somebody from a finished template that lies in them. */
const kinds: ReadonlySet<unknown> = new Set([
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod'],
  ...['ScaledJob', 'JobTemplate', 'ClusterTemplate'],
]);

/**
 * The templates of the pods that an object leads to. The `podTemplate` of a policy is none: it is laid over what Roster
 * makes, and is not finished by itself.
 */
export function podTemplatesOf(object: JsonObject): readonly JsonObject[] {
  if (!kinds.has(object.kind)) return [];
  return object.kind === 'Pod' ? [object] : templatesIn(object.spec);
}

function templatesIn(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (!isObject(value)) return [];
  if (isTemplate(value)) return [value as JsonObject];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'podTemplate' ? [] : templatesIn(inner),
  );
}

function isTemplate({ spec }: Record<string, unknown>): boolean {
  return isObject(spec) && Array.isArray(spec.containers);
}
