import type { KubeConfig } from '@kubernetes/client-node';
import { crds } from '../../../src/language/crd/crds.prebuilt.ts';
import { withApiServer } from '../../testbed/client/api-server.ts';
import { awaitEstablished } from '../../testbed/crds/await-established.ts';

const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Installs our own kinds in a testbed. Safe to call again, also beside tests that apply them as Argo CD does. */
export async function addRosterKinds(admin: KubeConfig): Promise<void> {
  await withApiServer(admin, async (api) => {
    const names = crds.map(({ metadata }) => String((metadata as { name?: unknown }).name));
    const type = 'application/apply-patch+yaml';
    const query = 'fieldManager=gitops&force=true';
    for (const [index, body] of crds.entries()) {
      await api.call({ method: 'PATCH', path: `${path}/${names[index]}?${query}`, type, body });
    }
    await awaitEstablished(api, names);
  });
}
