import { CoreV1Api, type KubeConfig } from '@kubernetes/client-node';
import { isNotFound } from '../../client/is-not-found.ts';
import { NotStarted } from './not-started.ts';

/** What a ConfigMap or a Secret holds. */
export interface Holding {
  readonly kind: 'configmap' | 'secret';
  readonly data: ReadonlyMap<string, Buffer>;
  /** The keys that may become variables: of a ConfigMap only those of its `data`. */
  readonly texts: ReadonlySet<string>;
}

/** The ConfigMaps and Secrets of one namespace; `undefined` for one that is not there. */
export interface NamespaceObjects {
  readonly configMap: (name: string) => Promise<Holding | undefined>;
  readonly secret: (name: string) => Promise<Holding | undefined>;
}

/** Reads each object at most once, so that all of a start sees one version of it. */
export function readObjects(config: KubeConfig, namespace: string): NamespaceObjects {
  const core = config.makeApiClient(CoreV1Api);
  return {
    configMap: once(async (name) => {
      const read = await found(core.readNamespacedConfigMap({ namespace, name }));
      return read && configMapHolding(read.data, read.binaryData);
    }),
    secret: once(async (name) => {
      const read = await found(core.readNamespacedSecret({ namespace, name }));
      return read && secretHolding(read.data);
    }),
  };
}

export function configMapHolding(
  data: Readonly<Record<string, string>> = {},
  binaryData: Readonly<Record<string, string>> = {},
): Holding {
  const texts = Object.entries(data).map(([key, text]) => [key, Buffer.from(text)] as const);
  return {
    kind: 'configmap',
    data: new Map([...texts, ...decoded(binaryData)]),
    texts: new Set(Object.keys(data)),
  };
}

export function secretHolding(data: Readonly<Record<string, string>> = {}): Holding {
  return { kind: 'secret', data: new Map(decoded(data)), texts: new Set(Object.keys(data)) };
}

/** The answer, or `undefined` when the API server says that there is no such object. */
export async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    const why = error instanceof Error ? error.message : 'the API server does not answer';
    throw new NotStarted(why, { reason: 'CreateContainerConfigError', cause: error });
  }
}

function decoded(data: Readonly<Record<string, string>>): (readonly [string, Buffer])[] {
  return Object.entries(data).map(([key, text]) => [key, Buffer.from(text, 'base64')] as const);
}

function once<T>(read: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const reads = new Map<string, Promise<T>>();
  return (name) => {
    const reading = reads.get(name) ?? read(name);
    reads.set(name, reading);
    return reading;
  };
}
