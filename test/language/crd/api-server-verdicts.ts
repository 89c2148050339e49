import type { KubeConfig } from '@kubernetes/client-node';
import { crds } from '../../../src/language/crd/crds.prebuilt.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { applyObjects } from '../../testbed/apply/apply-objects.ts';
import type { Manifest } from '../../testbed/apply/read-manifests.ts';
import type { ApiObject } from '../../testbed/client/api-object.ts';
import { ApiRefusal, orRefusal } from '../../testbed/client/api-refusal.ts';
import { type ApiServer, withApiServer } from '../../testbed/client/api-server.ts';

/** What the API server says of an object: `undefined` when it takes it, else why not. */
export type AskApiServer = (object: JsonObject) => Promise<string | undefined>;

/** Adds our definitions, which must be taken without a warning, and lets `use` ask for strict dry runs. */
export async function askingApiServer<T>(
  admin: KubeConfig,
  use: (ask: AskApiServer) => Promise<T>,
): Promise<T> {
  await addOwnCrds(admin);
  return withApiServer(admin, (api) => use((object) => refusalOf(api, object)));
}

async function addOwnCrds(admin: KubeConfig): Promise<void> {
  const manifests: readonly Manifest[] = crds.map((crd) => {
    const object = crd as unknown as ApiObject;
    return { file: object.metadata.name, object };
  });
  const options = { fieldManager: 'differential', conflicts: 'take', run: 'real' } as const;
  const complaints = (await applyObjects(admin, manifests, options)).flatMap((one) => [
    ...(one.result === 'refused' ? [one.message] : []),
    ...one.warnings.map((warning) => `${one.manifest.file}: ${warning}`),
  ]);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

async function refusalOf(api: ApiServer, object: JsonObject): Promise<string | undefined> {
  const { kind, metadata } = object as unknown as ApiObject;
  const resource = `namespaces/${metadata.namespace}/${kind.toLowerCase()}s`;
  const answer = await orRefusal(
    api.call({
      method: 'POST',
      path: `/apis/roster.dev/v1alpha1/${resource}?dryRun=All&fieldValidation=Strict`,
      body: object,
    }),
  );
  return answer instanceof ApiRefusal ? (answer.refusal.message ?? 'refused') : undefined;
}
