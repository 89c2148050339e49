import type { V1Pod } from '@kubernetes/client-node';
import type { Listener } from '../client/follow-objects.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import type { PodOnNode } from './https-server.ts';
import type { PodFailure } from './pod-status.ts';
import { type PodWorker, type PodWorkerParts, startPodWorker } from './pod-worker.ts';
import type { PodName } from './start-kubelet.ts';
import { asPod, type WirePod } from './wire.ts';

export interface PodSetParts extends Omit<PodWorkerParts, 'runtime' | 'podIp'> {
  readonly runtimeOf: (pod: V1Pod) => ContainerRuntime;
  readonly podIp: (podUid: string) => string;
}

/** All pods that are bound to a Node, and a worker for each on a Node that is switched on. */
export interface PodSet extends Listener<WirePod> {
  readonly find: (namespace: string, name: string) => PodOnNode | undefined;
  readonly fail: (pod: PodName, failure: PodFailure) => void;
  /** Takes on the pods of a Node, those that are there and those to come. */
  readonly switchOn: (node: string) => void;
  /** Drops them; resolves when nothing of them runs. */
  readonly switchOff: (node: string) => Promise<void>;
  readonly halt: () => Promise<void>;
}

/** Knows of no pod, and no Node is switched on, at first. */
export function makePodSet({ runtimeOf, podIp, ...parts }: PodSetParts): PodSet {
  const known = new Map<string, WirePod>();
  const workers = new Map<string, PodWorker>();
  const on = new Set<string>();

  const dispatch = (pod: WirePod): void => {
    const uid = pod.metadata!.uid!;
    if (!on.has(pod.spec!.nodeName!)) return;
    const worker = workers.get(uid);
    if (worker) worker.update(pod);
    else workers.set(uid, startPodWorker(pod, { ...parts, ...placeOf(pod) }));
  };
  const placeOf = (pod: WirePod) => {
    const ip = pod.spec?.hostNetwork ? parts.hostIp : podIp(pod.metadata!.uid!);
    return { runtime: runtimeOf(asPod(pod)), podIp: ip };
  };
  const seen = (pod: WirePod): void => {
    known.set(pod.metadata!.uid!, pod);
    dispatch(pod);
  };
  const gone = (pod: WirePod): void => {
    const uid = pod.metadata!.uid!;
    const worker = workers.get(uid);
    known.delete(uid);
    workers.delete(uid);
    if (worker) void end(worker);
  };
  // Still counted as long as something of them runs, so that `halt` waits for it.
  const ending = new Set<Promise<void>>();
  const end = (worker: PodWorker): Promise<void> => follow(worker.gone());
  const follow = async (ended: Promise<void>): Promise<void> => {
    ending.add(ended);
    try {
      await ended;
    } catch (error) {
      parts.onError(new Error('forgetting a pod', { cause: error }));
    } finally {
      ending.delete(ended);
    }
  };
  const switchOff = async (node: string): Promise<void> => {
    on.delete(node);
    const ours = [...workers].filter(([, worker]) => worker.pod().spec!.nodeName === node);
    for (const [uid] of ours) workers.delete(uid);
    await Promise.all(ours.map(([, worker]) => follow(worker.halt())));
  };
  const named = (namespace: string, name: string): PodWorker | undefined =>
    [...workers.values()].find((worker) => {
      const { metadata } = worker.pod();
      return metadata?.name === name && metadata.namespace === namespace;
    });

  return {
    listed: (pods) => {
      const uids = new Set(pods.map(({ metadata }) => metadata!.uid!));
      for (const [uid, pod] of known) if (!uids.has(uid)) gone(pod);
      for (const pod of pods) seen(pod);
    },
    seen,
    gone,
    find: (namespace, name) => {
      const worker = named(namespace, name);
      if (worker === undefined) return undefined;
      const { metadata, spec } = worker.pod();
      const containers = [...(spec!.initContainers ?? []), ...spec!.containers];
      const names = containers.map((container) => container.name);
      return { uid: metadata!.uid!, runtime: worker.runtime, containers: names };
    },
    fail: ({ namespace, name }, failure) => {
      const worker = named(namespace, name);
      if (worker === undefined) throw new Error(`no pod ${namespace}/${name} on these Nodes`);
      worker.fail(failure);
    },
    switchOn: (node) => {
      on.add(node);
      for (const pod of known.values()) dispatch(pod);
    },
    switchOff,
    halt: async () => {
      await Promise.all([...on].map(switchOff));
      await Promise.all(ending);
    },
  };
}
