import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  CoreV1Api,
  type KubeConfig,
  type V1Pod,
  type V1ServiceAccountTokenProjection,
} from '@kubernetes/client-node';
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
  const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
  const account = pod.spec?.serviceAccountName ?? 'default';
  const answer = await found(
    config.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken({
      namespace,
      name: account,
      body: {
        spec: {
          audiences: audience ? [audience] : [],
          expirationSeconds: expirationSeconds ?? usualSeconds,
          boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name, uid },
        },
      },
    }),
  );
  if (!answer?.status) {
    const message = `no token for serviceaccount "${account}" and this pod: one of them is gone`;
    throw new NotStarted(message, { reason: 'ContainerCreating' });
  }
  return answer.status.token;
}

/** Whether the pod's processes get a token: the pod says, else its ServiceAccount, else yes. */
export async function isTokenGiven(config: KubeConfig, pod: V1Pod): Promise<boolean> {
  const ofPod = pod.spec?.automountServiceAccountToken;
  if (ofPod !== undefined) return ofPod;
  const namespace = pod.metadata?.namespace ?? '';
  const name = pod.spec?.serviceAccountName ?? 'default';
  const core = config.makeApiClient(CoreV1Api);
  const account = await found(core.readNamespacedServiceAccount({ namespace, name }));
  return account?.automountServiceAccountToken ?? true;
}

/** Writes a kubeconfig with which a client acts as the pod's ServiceAccount, in the pod's namespace. */
export async function writePodKubeconfig(
  path: string,
  config: KubeConfig,
  pod: V1Pod,
): Promise<void> {
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('the kubeconfig of the runtime names no cluster');
  const token = await requestPodToken(config, pod);
  const name = 'testbed';
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: { server: cluster.server, 'certificate-authority-data': cluster.caData },
      },
    ],
    users: [{ name, user: { token } }],
    contexts: [
      { name, context: { cluster: name, user: name, namespace: pod.metadata?.namespace } },
    ],
    'current-context': name,
  });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${text}\n`, { mode: 0o600 });
}
