import { canonicalAmount, canonicalQuantity } from '../../model/canonical-quantity.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import { defaultValues } from './default-values.ts';
import { partOf } from './part.ts';

/**
 * An object without what says nothing: defaults, empty maps and lists, what only the API server writes. Quantities are in
 * its spelling. Two objects with the same plain form are the same to Kubernetes.
 */
export function plainForm({ status: _, metadata, ...object }: JsonObject): JsonObject {
  const own = isObject(metadata) ? (metadata as JsonObject) : {};
  const plain = plainMap({ ...object, metadata: withoutServerFields(own) }, '');
  return withPodDefaults(plain);
}

const serverFields: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

const toolAnnotations: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'autoscaling.alpha.kubernetes.io/conditions',
]);

function withoutServerFields(metadata: JsonObject): JsonObject {
  const entries = Object.entries(metadata).filter(([key]) => !serverFields.has(key));
  const annotations = Object.entries(partOf(metadata, 'annotations')).filter(
    ([key]) => !toolAnnotations.has(key),
  );
  return { ...Object.fromEntries(entries), annotations: Object.fromEntries(annotations) };
}

/** What means something although it is empty: all pods, or a folder of its own. */
const meansAll: ReadonlySet<string> = new Set([
  'labelSelector',
  'namespaceSelector',
  'selector',
  'emptyDir',
]);

function plainMap(map: JsonObject, name: string): JsonObject {
  const entries = Object.entries(map).flatMap(([key, value]): readonly [string, Json][] => {
    const plain = plainValue(value ?? null, key, name);
    return plain === undefined ? [] : [[key, plain]];
  });
  return Object.fromEntries(entries);
}

function plainValue(value: Json, key: string, parent: string): Json | undefined {
  if (value === null) return undefined;
  const plain = canonical(inner(value, key), key, parent);
  if (isEmpty(plain) && !meansAll.has(key)) return undefined;
  const usual = defaultValues.get(`${parent}.${key}`);
  return usual !== undefined && isSame(plain, usual) ? undefined : plain;
}

function inner(value: Json, key: string): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) =>
      isObject(item) ? plainMap(item as JsonObject, key) : item,
    );
    // the order of an HPA's policies means nothing
    return key === 'policies' ? items.toSorted((a, b) => compareText(text(a), text(b))) : items;
  }
  return isObject(value) ? plainMap(value as JsonObject, key) : value;
}

function canonical(value: Json, key: string, parent: string): Json {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  if (parent === 'requests' || parent === 'limits') return canonicalAmount(String(value));
  if (key === 'sizeLimit' || key === 'divisor') return canonicalQuantity(String(value));
  // KEDA reads texts only, and a number in one
  if (parent === 'metadata' && /^\d+(\.\d+)?$/.test(String(value))) return String(Number(value));
  return value;
}

function isEmpty(value: Json): boolean {
  return isObject(value) ? Object.keys(value).length === 0 : Array.isArray(value) && !value.length;
}

/** Tells whether two values are the same, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return text(a) === text(b);
}

function text(value: Json | undefined): string {
  return JSON.stringify(value, (_, one: unknown) =>
    isObject(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([x], [y]) => compareText(x, y)))
      : one,
  );
}

function withPodDefaults(object: JsonObject): JsonObject {
  const { spec } = object;
  if (!isObject(spec)) return object;
  const { template, jobTargetRef } = spec as JsonObject;
  return {
    ...object,
    spec: {
      ...(spec as JsonObject),
      ...(isObject(template) && { template: plainTemplate(template as JsonObject) }),
      ...(isObject(jobTargetRef) && { jobTargetRef: plainJob(jobTargetRef as JsonObject) }),
    },
  };
}

function plainJob(job: JsonObject): JsonObject {
  const { template } = job;
  return isObject(template) ? { ...job, template: plainTemplate(template as JsonObject) } : job;
}

function plainTemplate(template: JsonObject): JsonObject {
  const { serviceAccount: _, ...pod } = partOf(template, 'spec');
  const named = partOf(template, 'spec').serviceAccount;
  const lists = (['containers', 'initContainers'] as const).flatMap((list) => {
    const items = pod[list];
    return Array.isArray(items) ? [[list, items.map(plainContainer)] as const] : [];
  });
  const volumes = Array.isArray(pod.volumes) ? { volumes: pod.volumes.map(plainVolume) } : {};
  const account =
    pod.serviceAccountName === undefined && named !== undefined && named !== 'default'
      ? { serviceAccountName: named }
      : {};
  return { ...template, spec: { ...pod, ...account, ...Object.fromEntries(lists), ...volumes } };
}

/** A volume without a source is scratch space. */
function plainVolume(item: Json): Json {
  const isBare = isObject(item) && Object.keys(item).every((key) => key === 'name');
  return isBare ? { ...(item as JsonObject), emptyDir: {} } : item;
}

function plainContainer(item: Json): Json {
  if (!isObject(item)) return item as Json;
  const { imagePullPolicy, resources, env, ...container } = item as JsonObject;
  const isUsual =
    imagePullPolicy === undefined || imagePullPolicy === usualPolicy(String(container.image ?? ''));
  const full = isObject(resources) ? withRequests(resources as JsonObject) : undefined;
  return {
    ...container,
    ...(!isUsual && { imagePullPolicy }),
    ...(env !== undefined && { env: lastOfEach(env) }),
    ...(full && { resources: full }),
  };
}

/** Of several variables of one name the last counts. */
function lastOfEach(env: Json): Json {
  if (!Array.isArray(env)) return env;
  const names = env.map((one: Json) => (isObject(one) ? one.name : one));
  return env.filter((_, index) => names.lastIndexOf(names[index]) === index);
}

function usualPolicy(image: string): string {
  const tag = /:([\w.-]+)$/.exec(image.replace(/@.*$/, ''))?.[1];
  return image.includes('@') || (tag !== undefined && tag !== 'latest') ? 'IfNotPresent' : 'Always';
}

/** What is limited and not asked for is asked for as much, says the API server. */
function withRequests(resources: JsonObject): JsonObject {
  const limits = partOf(resources, 'limits');
  const requests = { ...limits, ...partOf(resources, 'requests') };
  return Object.keys(requests).length === 0 ? resources : { ...resources, requests };
}
