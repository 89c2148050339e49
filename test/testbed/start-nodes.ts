import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import type { ContainerRuntime } from './kubelet/container-runtime.ts';
import type { NodeSpec } from './kubelet/node-object.ts';
import type { Images } from './kubelet/process/image.ts';
import { claimPodAddresses } from './kubelet/process/pod-addresses.ts';
import { type ServiceProxy, startServiceProxy } from './kubelet/process/service-proxy.ts';
import { processRuntime } from './kubelet/process/start-processes.ts';
import { type Kubelet, type KubeletOptions, startKubelet } from './kubelet/start-kubelet.ts';
import type { Testbed } from './start.ts';

/** The parts of a testbed that Nodes need. */
type Bed = Pick<Testbed, 'admin' | 'certificates' | 'folder' | 'launch'>;

/** What may be told of Nodes beyond how many there are; see `startKubelet`. Troubles are printed unless `onError` takes them. */
type More = Partial<Omit<KubeletOptions, 'config' | 'nodes' | 'runtime' | 'serving'>>;

/** Adds Nodes whose Pods are played by `runtime`. */
export function playNodes(
  { admin, certificates }: Bed,
  nodes: readonly NodeSpec[],
  runtime: ContainerRuntime,
  more: More = {},
): Promise<Kubelet> {
  const { key, certificate } = certificates.kubelet;
  const serving = { key, certificate, clientCa: certificates.authority };
  return startKubelet({ config: admin, nodes, runtime, serving, onError: tell, ...more });
}

/**
 * Adds Nodes that run their Pods' commands as processes of this machine, and Services that reach them. What an image holds
 * is told by `images`; a container whose image is not among them needs a `command`.
 */
export async function runNodes(
  bed: Bed,
  nodes: readonly NodeSpec[],
  { images = {}, ...more }: More & { readonly images?: Images },
): Promise<Kubelet> {
  const { admin: config, launch } = bed;
  const clock = systemClock;
  const { onError = tell } = more;
  const addresses = await claimPodAddresses(Math.random());
  const folder = join(bed.folder, `pods-${randomUUID()}`);
  const runtime = processRuntime({ config, folder, clock, launch, addresses, images });
  let proxy: ServiceProxy | undefined;
  const leave = async () => {
    await proxy?.stop();
    await addresses.close();
  };
  try {
    proxy = await startServiceProxy({ config, clock, onError });
    const kubelet = await playNodes(bed, nodes, runtime, { podIp: addresses.give, ...more });
    return { ...kubelet, stop: () => stopBoth(kubelet, leave) };
  } catch (error) {
    await leave();
    throw error;
  }
}

async function stopBoth(kubelet: Kubelet, leave: () => Promise<void>): Promise<void> {
  try {
    await kubelet.stop();
  } finally {
    await leave();
  }
}

function tell(error: Error): void {
  console.log(error);
}
