import type { V1Container, V1EnvFromSource, V1EnvVarSource, V1Pod } from '@kubernetes/client-node';
import { expand } from './expand.ts';
import { NotStarted } from './not-started.ts';
import { type PodPlace, podField } from './pod-field.ts';
import type { Holding, NamespaceObjects } from './read-objects.ts';
import { resourceField } from './resource-field.ts';

export interface EnvironmentContext extends PodPlace {
  readonly pod: V1Pod;
  readonly objects: NamespaceObjects;
  /** What the node offers; a missing limit is that. */
  readonly allocatable: Readonly<Record<string, string>>;
  /** Variables that every container gets and may override. */
  readonly given: ReadonlyMap<string, string>;
}

/**
 * The variables of a container by the rules of a kubelet: those of `envFrom` in order, a later source over an earlier one,
 * then those of `env` over them, each of which may refer to those before it. These are the ones that `$(NAME)` finds.
 */
export async function environmentOf(
  container: V1Container,
  context: EnvironmentContext,
): Promise<ReadonlyMap<string, string>> {
  const variables = new Map(context.given);
  for (const source of container.envFrom ?? []) {
    for (const [name, value] of await allOf(source, context)) variables.set(name, value);
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const resolved =
      !value && valueFrom
        ? await resolve(valueFrom, container.name, context)
        : expand(value ?? '', variables);
    if (resolved !== undefined) variables.set(name, resolved);
  }
  return variables;
}

async function allOf(
  { prefix = '', configMapRef, secretRef }: V1EnvFromSource,
  { objects }: EnvironmentContext,
): Promise<(readonly [string, string])[]> {
  const ref = configMapRef ?? secretRef;
  if (!ref?.name) return [];
  const read = configMapRef ? objects.configMap : objects.secret;
  const holding = await read(ref.name);
  if (holding === undefined) {
    if (ref.optional) return [];
    throw missing(configMapRef ? 'configmap' : 'secret', ref.name);
  }
  return [...holding.texts].map((key) => [prefix + key, textOf(holding, key)!] as const);
}

async function resolve(
  { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef }: V1EnvVarSource,
  container: string,
  context: EnvironmentContext,
): Promise<string | undefined> {
  const { pod, allocatable, objects } = context;
  if (configMapKeyRef) return await keyOf(configMapKeyRef, 'ConfigMap', objects.configMap, context);
  if (secretKeyRef) return await keyOf(secretKeyRef, 'Secret', objects.secret, context);
  if (fieldRef) {
    const path = fieldRef.fieldPath;
    return podField(pod, path, context) ?? refuse(`unsupported fieldPath: ${path}`);
  }
  if (resourceFieldRef) {
    const value = resourceField(pod, resourceFieldRef, { container, allocatable });
    return value ?? refuse(`unsupported container resource : ${resourceFieldRef.resource}`);
  }
  return refuse('this source of a variable is not supported here');
}

interface KeyRef {
  readonly name?: string;
  readonly key: string;
  readonly optional?: boolean;
}

async function keyOf(
  { name = '', key, optional }: KeyRef,
  kind: 'ConfigMap' | 'Secret',
  read: (name: string) => Promise<Holding | undefined>,
  { pod }: EnvironmentContext,
): Promise<string | undefined> {
  const holding = await read(name);
  const text = holding && textOf(holding, key);
  if (text !== undefined || optional) return text;
  if (holding === undefined) throw missing(kind.toLowerCase(), name);
  return refuse(`couldn't find key ${key} in ${kind} ${pod.metadata?.namespace}/${name}`);
}

/** What is no text no container runtime takes either: it could not be told to it. */
function textOf({ data, texts }: Holding, key: string): string | undefined {
  const bytes = texts.has(key) ? data.get(key) : undefined;
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const message = `the value of key ${key} is no UTF-8 and cannot be a variable`;
    throw new NotStarted(message, { reason: 'CreateContainerError', cause: error });
  }
}

function missing(kind: string, name: string): NotStarted {
  return new NotStarted(`${kind} "${name}" not found`, { reason: 'CreateContainerConfigError' });
}

function refuse(message: string): never {
  throw new NotStarted(message, { reason: 'CreateContainerConfigError' });
}
