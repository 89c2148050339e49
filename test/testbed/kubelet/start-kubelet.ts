import { setMaxListeners } from 'node:events';
import type { KubeConfig, V1Pod } from '@kubernetes/client-node';
import { connectApiServer } from '../client/api-server.ts';
import { followObjects } from '../client/follow-objects.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type BackOff, kubeletBackOff } from './back-off.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { type Serving, serveKubelet } from './https-server.ts';
import type { NodeSpec } from './node-object.ts';
import { makeNodeSet } from './node-set.ts';
import { makePodSet } from './pod-set.ts';

export interface KubeletOptions {
  readonly config: KubeConfig;
  readonly nodes: readonly NodeSpec[];
  /** What holds the containers: one for all, or chosen pod by pod. */
  readonly runtime: ContainerRuntime | ((pod: V1Pod) => ContainerRuntime);
  readonly serving: Serving;
  readonly clock?: Clock;
  /** Between restarts of a container, and tries to start one. */
  readonly backOff?: BackOff;
  /** How long a second of a probe's delay or period lasts: probes cannot be told to come more often than that. */
  readonly probeSecondMs?: number;
  /** Gives a pod its address, by its uid; by default one of 10.64.0.0/11, at which nobody listens. */
  readonly podIp?: (podUid: string) => string;
  /** How often each Node says that it lives; to be well below the controller manager's `--node-monitor-grace-period`. */
  readonly leasePeriodMs?: number;
  /** Told of what went wrong and is tried again. */
  readonly onError: (error: Error) => void;
}

export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/** A stand-in for the kubelets of any number of Nodes. */
export interface Kubelet {
  readonly nodes: () => readonly string[];
  /** Switches the machine off: its containers die, and nothing is heard of it. */
  readonly loseNode: (name: string) => Promise<void>;
  /** Switches it on again: it starts the pods that are still meant to be there. */
  readonly recoverNode: (name: string) => Promise<void>;
  readonly addNode: (spec: NodeSpec) => Promise<void>;
  /** Switches a machine off and deletes its Node. */
  readonly removeNode: (name: string) => Promise<void>;
  /** Fails a pod as a Node does that runs out of something, which `message` tells. */
  readonly evict: (pod: PodName, message: string) => void;
  /** Switches all machines off; when it resolves no container, watch, timer or socket is left. The Nodes stay registered. */
  readonly stop: () => Promise<void>;
}

/** Starts the kubelets of these Nodes and resolves when all of them are registered. */
export async function startKubelet(options: KubeletOptions): Promise<Kubelet> {
  const { runtime, clock = systemClock, onError, leasePeriodMs = 10_000 } = options;
  const api = await connectApiServer(options.config);
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal); // every Node and every call under way listens
  const pods = makePodSet({
    api,
    clock,
    onError,
    runtimeOf: typeof runtime === 'function' ? runtime : () => runtime,
    backOff: options.backOff ?? kubeletBackOff,
    probeSecondMs: options.probeSecondMs ?? 1_000,
    hostIp,
    podIp: options.podIp ?? countAddresses(),
  });
  const server = await serveKubelet(options.serving, pods.find);
  const place = { ip: hostIp, port: server.port };
  const nodes = makeNodeSet({ api, clock, onError, place, pods, leasePeriodMs }, stopped.signal);
  const following = followObjects(api, boundPods, pods, { clock, onError }, stopped.signal);
  const stop = async (): Promise<void> => {
    stopped.abort();
    try {
      await Promise.all([following, nodes.settle(), pods.halt(), server.close()]);
    } finally {
      api.close();
    }
  };
  try {
    await Promise.all(options.nodes.map((spec) => nodes.add(spec)));
  } catch (error) {
    await stop();
    throw new Error('registering the Nodes of a kubelet', { cause: error });
  }
  return {
    nodes: nodes.names,
    loseNode: nodes.lose,
    recoverNode: nodes.recover,
    addNode: nodes.add,
    removeNode: nodes.remove,
    evict: (pod, message) => pods.fail(pod, { reason: 'Evicted', message }),
    stop,
  };
}

const hostIp = '127.0.0.1';
const boundPods = `/api/v1/pods?fieldSelector=${encodeURIComponent('spec.nodeName!=')}`;

// Not of loopback: the API server takes no such address into Endpoints and EndpointSlices.
function countAddresses(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `10.${64 + ((count >> 16) & 31)}.${(count >> 8) & 255}.${count & 255}`;
  };
}
