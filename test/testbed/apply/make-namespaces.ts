import type { KubeConfig } from '@kubernetes/client-node';
import { openApi } from './api-requests.ts';
import type { Manifest } from './read-manifests.ts';

/**
 * Makes the namespaces that manifests lie in and do not bring along, where they are not there yet, and gives their names.
 * `dist/` holds none: whoever owns the cluster makes them, with quotas and policies of their own.
 */
export async function makeNamespaces(
  config: KubeConfig,
  manifests: readonly Manifest[],
): Promise<readonly string[]> {
  const request = await openApi(config);
  const brought = manifests.filter(({ object }) => object.kind === 'Namespace');
  const names = new Set(manifests.flatMap(({ object }) => object.metadata.namespace ?? []));
  for (const { object } of brought) names.delete(object.metadata.name);
  for (const name of names) {
    const json = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    const content = { type: 'application/json', json };
    const { status, body } = await request('POST', '/api/v1/namespaces', content);
    const isThere = status === 201 || body.reason === 'AlreadyExists';
    if (!isThere) throw new Error(`making namespace ${name}: ${body.message}`);
  }
  return [...names];
}
