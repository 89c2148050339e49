import type { KubeConfig } from '@kubernetes/client-node';
import { unlessRefused } from '../client/api-refusal.ts';
import { withApiServer } from '../client/api-server.ts';
import type { Manifest } from './read-manifests.ts';

/**
 * Makes the namespaces that manifests lie in, where they are not there yet, and gives their names. Also those that are
 * among the manifests: a dry run makes none, and refuses what lies in them.
 */
export async function makeNamespaces(
  config: KubeConfig,
  manifests: readonly Manifest[],
): Promise<readonly string[]> {
  const names = new Set(manifests.flatMap(({ object }) => object.metadata.namespace ?? []));
  await withApiServer(config, async (api) => {
    for (const name of names) {
      const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      await unlessRefused(409, api.call({ method: 'POST', path: '/api/v1/namespaces', body }));
    }
  });
  return [...names];
}
