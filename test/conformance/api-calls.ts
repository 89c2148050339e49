import {
  type ApiCall,
  type ApiClient,
  ApiError,
  type KubeObject,
} from '../../src/runtime/kube/api-client.ts';
import { resourcePath } from '../../src/runtime/kube/resource-path.ts';

/** An object of any kind. */
export type Thing = KubeObject & { readonly [field: string]: unknown };

/** An API client with a server behind it, for one test. */
export interface Subject {
  readonly client: ApiClient;
  /** Exists, and holds nothing of any other test. */
  readonly namespace: string;
}

/** Tests by their names. */
export type Conduct = Readonly<Record<string, (subject: Subject) => Promise<void>>>;

/** A page of a list. */
export interface Page {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items: readonly Thing[];
}

export const mergePatch = 'application/merge-patch+json';
export const selected = { labelSelector: 'test=yes' };

export function configMaps(namespace: string): string {
  return resourcePath({ group: '', version: 'v1', plural: 'configmaps', namespace });
}

export function deployments(namespace: string): string {
  return resourcePath({ group: 'apps', version: 'v1', plural: 'deployments', namespace });
}

/** A ConfigMap that `selected` chooses: the one that every namespace has is left out. */
export function configMap(name: string, data: Readonly<Record<string, string>> = {}) {
  return { metadata: { name, labels: { test: 'yes' } }, data };
}

export function create(client: ApiClient, path: string, body: object): Promise<Thing> {
  return client.call<Thing>({ method: 'POST', path, body });
}

export function namesIn({ items }: Page): readonly string[] {
  return items.map(({ metadata }) => metadata.name);
}

export function watchOf(path: string, resourceVersion: string): ApiCall {
  return { method: 'GET', path, query: { ...selected, watch: true, resourceVersion } };
}

export async function refusal(client: ApiClient, call: ApiCall): Promise<ApiError> {
  try {
    await client.call(call);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error(`${call.method} ${call.path} was not refused`);
}
