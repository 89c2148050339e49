import { setTimeout as wait } from 'node:timers/promises';
import { ApiException, CoreV1Api, type KubeConfig } from '@kubernetes/client-node';

export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

const patienceMs = 30_000;
const lookMs = 50;
const tokenSeconds = 3_600;

/** Waits until the controller manager has made a ServiceAccount, without which a namespace takes no Pods. */
export async function waitForServiceAccount(
  admin: KubeConfig,
  { namespace, name }: ServiceAccountName,
): Promise<void> {
  const core = admin.makeApiClient(CoreV1Api);
  const deadline = AbortSignal.timeout(patienceMs);
  for (;;) {
    try {
      await core.readNamespacedServiceAccount({ namespace, name });
      return;
    } catch (error) {
      if (!(error instanceof ApiException) || error.code !== 404) throw error;
      if (deadline.aborted) {
        throw new Error(`no ServiceAccount ${namespace}/${name} after ${patienceMs} ms`, {
          cause: error,
        });
      }
    }
    await wait(lookMs);
  }
}

/** Gives a token of a ServiceAccount for the API server, valid for an hour. */
export async function requestToken(
  admin: KubeConfig,
  { namespace, name }: ServiceAccountName,
): Promise<string> {
  const core = admin.makeApiClient(CoreV1Api);
  const answer = await core.createNamespacedServiceAccountToken({
    namespace,
    name,
    body: { spec: { audiences: [], expirationSeconds: tokenSeconds } },
  });
  if (!answer.status) throw new Error(`no token for ServiceAccount ${namespace}/${name}`);
  return answer.status.token;
}
