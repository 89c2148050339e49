import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import type { StartRequest } from '../container-runtime.ts';
import { commandOf } from './command.ts';
import { environmentOf } from './environment.ts';
import { expand } from './expand.ts';
import { type Image, type Images, imageOf } from './image.ts';
import { inTurn, type KeptPod } from './kept-pod.ts';
import type { Setting } from './launch-command.ts';
import { below, layRoot } from './lay-root.ts';
import { layVolumes } from './lay-volumes.ts';
import { isTokenGiven, requestPodToken } from './pod-account.ts';
import { writePodKubeconfig } from './pod-kubeconfig.ts';
import { readObjects } from './read-objects.ts';

export interface PrepareParts {
  /** May read Secrets, ConfigMaps and ServiceAccounts, and ask for tokens. */
  readonly config: KubeConfig;
  readonly images: Images;
  /** All that containers get of the environment of this process: a `PATH` and a `HOME`. */
  readonly host: { readonly PATH: string; readonly HOME: string };
  readonly hostIp: string;
  readonly allocatable: Readonly<Record<string, string>>;
}

export interface Prepared {
  readonly command: readonly [string, ...string[]];
  readonly setting: Setting;
  readonly root: string;
}

/** Lays out all that a container needs before it starts; throws NotStarted when something is not to be had. */
export async function prepare(
  { pod, container, podIp }: StartRequest,
  kept: KeptPod,
  parts: PrepareParts,
): Promise<Prepared> {
  const { config, allocatable, hostIp } = parts;
  const image = imageOf(parts.images, container.image);
  const root = join(kept.folder, 'roots', container.name);
  const volumes = join(kept.folder, 'volumes');
  const objects = readObjects(config, pod.metadata?.namespace ?? '');
  const place = { pod, objects, allocatable, podIp, hostIp };
  await inTurn(kept, async () => {
    await mkdir(kept.folder, { recursive: true, mode: 0o700 });
    kept.kubeconfig ??= await giveToken(kept, pod, config);
    const token = (wanted: Parameters<typeof requestPodToken>[2]) =>
      requestPodToken(config, pod, wanted);
    await layVolumes(volumes, { ...place, token });
  });
  const declared = await environmentOf(container, {
    ...place,
    given: new Map([...serverVariables(config), ['POD_ROOT', root], ...kubeconfigVariable(kept)]),
  });
  const command = commandOf(container, image, declared);
  await inTurn(kept, () => layRoot(root, volumes, container, declared));
  const own = container.workingDir && below(root, container.workingDir);
  if (own) await mkdir(own, { recursive: true });
  const variables = new Map([
    ...Object.entries(parts.host),
    ['HOSTNAME', pod.spec?.hostname ?? pod.metadata?.name ?? ''],
    ...imageVariables(image, declared),
    ...declared,
  ]);
  return { command, setting: { variables, cwd: own || (image.workingDir ?? root) }, root };
}

// Empty: the pod is to have none.
async function giveToken(
  kept: KeptPod,
  pod: StartRequest['pod'],
  config: KubeConfig,
): Promise<string> {
  if (!(await isTokenGiven(config, pod))) return '';
  const path = join(kept.folder, 'kubeconfig');
  await writePodKubeconfig(path, config, pod);
  return path;
}

function kubeconfigVariable({ kubeconfig }: KeptPod): [string, string][] {
  return kubeconfig ? [['KUBECONFIG', kubeconfig]] : [];
}

function serverVariables(config: KubeConfig): [string, string][] {
  const { hostname, port } = new URL(config.getCurrentCluster()?.server ?? '');
  return [
    ['KUBERNETES_SERVICE_HOST', hostname],
    ['KUBERNETES_SERVICE_PORT', port],
  ];
}

function imageVariables(
  { env = {} }: Image,
  declared: ReadonlyMap<string, string>,
): [string, string][] {
  return Object.entries(env).map(([name, value]) => [name, expand(value, declared)]);
}
