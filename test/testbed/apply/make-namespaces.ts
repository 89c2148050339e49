import type { KubeConfig } from '@kubernetes/client-node';
import { unlessRefused } from '../client/api-refusal.ts';
import { withApiServer } from '../client/api-server.ts';
import type { Manifest } from './read-manifests.ts';

/**
 * Makes the namespaces that manifests lie in and do not bring along, where they are not there yet, and gives their names.
 * `dist/` holds none: whoever owns the cluster makes them, with quotas and policies of their own.
 */
export async function makeNamespaces(
  config: KubeConfig,
  manifests: readonly Manifest[],
): Promise<readonly string[]> {
  const brought = manifests.filter(({ object }) => object.kind === 'Namespace');
  const names = new Set(manifests.flatMap(({ object }) => object.metadata.namespace ?? []));
  for (const { object } of brought) names.delete(object.metadata.name);
  await withApiServer(config, async (api) => {
    for (const name of names) {
      const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      await unlessRefused(409, api.call({ method: 'POST', path: '/api/v1/namespaces', body }));
    }
  });
  return [...names];
}
