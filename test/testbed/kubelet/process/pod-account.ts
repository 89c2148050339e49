import {
  CoreV1Api,
  type KubeConfig,
  type V1Pod,
  type V1ServiceAccountTokenProjection,
} from '@kubernetes/client-node';
import { requestToken } from '../../service-account.ts';
import { NotStarted } from './not-started.ts';
import { found } from './read-objects.ts';

// Asked for exactly this, the API server gives a token of a year that it warns about after an hour: what a kubelet asks for too.
const usualSeconds = 3_607;

/** Asks for a token of the pod's ServiceAccount that ends with the pod. */
export async function requestPodToken(
  config: KubeConfig,
  pod: V1Pod,
  { audience, expirationSeconds }: Partial<V1ServiceAccountTokenProjection> = {},
): Promise<string> {
  const { name = '', uid = '' } = pod.metadata ?? {};
  const account = accountOf(pod);
  const token = await found(
    requestToken(config, account, {
      audiences: audience ? [audience] : [],
      expirationSeconds: expirationSeconds ?? usualSeconds,
      boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name, uid },
    }),
  );
  if (token === undefined) {
    const message = `no token for serviceaccount "${account.name}" and this pod: one of them is gone`;
    throw new NotStarted(message, { reason: 'ContainerCreating' });
  }
  return token;
}

/** Whether the pod's processes get a token: the pod says, else its ServiceAccount, else yes. */
export async function isTokenGiven(config: KubeConfig, pod: V1Pod): Promise<boolean> {
  const ofPod = pod.spec?.automountServiceAccountToken;
  if (ofPod !== undefined) return ofPod;
  const core = config.makeApiClient(CoreV1Api);
  const account = await found(core.readNamespacedServiceAccount(accountOf(pod)));
  return account?.automountServiceAccountToken ?? true;
}

function accountOf({ metadata, spec }: V1Pod) {
  return { namespace: metadata?.namespace ?? '', name: spec?.serviceAccountName ?? 'default' };
}
