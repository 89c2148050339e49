import type { V1Taint } from '@kubernetes/client-node';
import { wireTime } from './wire.ts';

/** A Node as a test wants it; what is left out is as on a usual machine. */
export interface NodeSpec {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly V1Taint[];
  /** Quantities by resource, also extended ones as `nvidia.com/gpu`; added to 16 CPUs, 64 GiB, 110 pods. */
  readonly capacity?: Readonly<Record<string, string>>;
}

/** Where all Nodes of a stand-in are to be found. */
export interface NodePlace {
  readonly ip: string;
  readonly port: number;
}

const version = 'v1.35.0';
const usual = { cpu: '16', memory: '64Gi', pods: '110', 'ephemeral-storage': '100Gi' };
const healthy = {
  Ready: ['True', 'KubeletReady', 'kubelet is posting ready status'],
  MemoryPressure: [
    'False',
    'KubeletHasSufficientMemory',
    'kubelet has sufficient memory available',
  ],
  DiskPressure: ['False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  PIDPressure: ['False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
} as const;

/** The Node object that a kubelet registers, with its first status. */
export function nodeObject(spec: NodeSpec, place: NodePlace, now: Date) {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: spec.name, labels: labelsOf(spec) },
    spec: { taints: spec.taints ?? [] },
    status: nodeStatus(spec, place, { now, since: now }),
  };
}

/** Its status from then on: a heartbeat of `now`, by a Node that is well `since`. */
export function nodeStatus(
  { name, capacity = {} }: NodeSpec,
  { ip, port }: NodePlace,
  { now, since }: { readonly now: Date; readonly since: Date },
) {
  const resources = { ...usual, ...capacity };
  return {
    capacity: resources,
    allocatable: resources,
    addresses: [{ type: 'InternalIP', address: ip }],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
    conditions: Object.entries(healthy).map(([type, [status, reason, message]]) => ({
      ...{ type, status, reason, message },
      ...{ lastHeartbeatTime: wireTime(now), lastTransitionTime: wireTime(since) },
    })),
    nodeInfo: {
      machineID: name,
      systemUUID: name,
      bootID: name,
      kernelVersion: '6.1.0',
      osImage: 'stand-in',
      containerRuntimeVersion: 'stand-in://1.0.0',
      kubeletVersion: version,
      kubeProxyVersion: '',
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
  };
}

export function labelsOf({ name, labels = {} }: NodeSpec): Readonly<Record<string, string>> {
  return {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'beta.kubernetes.io/arch': 'amd64',
    ...labels,
  };
}
