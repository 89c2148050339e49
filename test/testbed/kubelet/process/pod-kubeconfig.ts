import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KubeConfig, type V1Pod } from '@kubernetes/client-node';
import { kubeConfigText } from '../../servers/kubeconfig.ts';
import { requestPodToken } from './pod-account.ts';

/** Writes a kubeconfig with which a client acts as the pod's ServiceAccount, in the pod's namespace. */
export async function writePodKubeconfig(
  path: string,
  config: KubeConfig,
  pod: V1Pod,
): Promise<void> {
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error('the kubeconfig of the runtime names no cluster');
  const name = 'testbed';
  const own = new KubeConfig();
  own.loadFromOptions({
    clusters: [{ ...cluster, name }],
    users: [{ name, token: await requestPodToken(config, pod) }],
    contexts: [{ name, cluster: name, user: name, namespace: pod.metadata?.namespace }],
    currentContext: name,
  });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, kubeConfigText(own), { mode: 0o600 });
}
