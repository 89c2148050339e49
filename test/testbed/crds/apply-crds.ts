import type { KubeConfig } from '@kubernetes/client-node';
import { withApiServer } from '../client/api-server.ts';
import { awaitEstablished } from './await-established.ts';
import { readCached } from './find-crds.ts';

/**
 * The CRDs of the objects in `dist/` and of those that sync it. Not all, because the API server pays for the largest
 * (ScaledJob, Prometheus, ApplicationSet) with seconds of CPU: name those where a test needs them.
 */
export const usualCrds: readonly string[] = [
  'applications.argoproj.io',
  'appprojects.argoproj.io',
  'gitrepositories.source.toolkit.fluxcd.io',
  'kustomizations.kustomize.toolkit.fluxcd.io',
  'ocirepositories.source.toolkit.fluxcd.io',
  'podmonitors.monitoring.coreos.com',
  'prometheusrules.monitoring.coreos.com',
  'scaledjobs.keda.sh',
  'scaledobjects.keda.sh',
  'servicemonitors.monitoring.coreos.com',
  'triggerauthentications.keda.sh',
];

const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Applies CRDs of a folder that `findCrds` gave and resolves when their kinds are served. Safe to call again. */
export async function applyCrds(
  config: KubeConfig,
  folder: string,
  names: readonly string[] = usualCrds,
): Promise<void> {
  const crds = await readCached(folder, names);
  await withApiServer(config, async (api) => {
    // Server-side: the largest do not fit into the annotation that a client-side apply leaves behind.
    const options = 'fieldManager=testbed-crds&force=true';
    const type = 'application/apply-patch+yaml'; // of which JSON is a part
    await Promise.all(
      crds.map((body) =>
        api.call({ method: 'PATCH', path: `${path}/${body.metadata.name}?${options}`, type, body }),
      ),
    );
    await awaitEstablished(api, names);
  });
}
