import { CoreV1Api, type KubeConfig, type V1TokenRequestSpec } from '@kubernetes/client-node';
import { isNotFound } from './client/is-not-found.ts';
import { until } from './until.ts';

export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

/** Waits until the controller manager has made a ServiceAccount, without which a namespace takes no Pods. */
export async function waitForServiceAccount(
  admin: KubeConfig,
  { namespace, name }: ServiceAccountName,
): Promise<void> {
  const core = admin.makeApiClient(CoreV1Api);
  await until(`ServiceAccount ${namespace}/${name} is there`, () =>
    core.readNamespacedServiceAccount({ namespace, name }).catch((error) => {
      if (isNotFound(error)) return undefined;
      throw error;
    }),
  );
}

/** Gives a token of a ServiceAccount for the API server, valid for an hour unless `spec` says otherwise. */
export async function requestToken(
  config: KubeConfig,
  { namespace, name }: ServiceAccountName,
  spec: Partial<V1TokenRequestSpec> = {},
): Promise<string> {
  const { status } = await config.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
    namespace,
    name,
    body: { spec: { audiences: [], expirationSeconds: 3_600, ...spec } },
  });
  if (!status) throw new Error(`no token for ServiceAccount ${namespace}/${name}`);
  return status.token;
}
