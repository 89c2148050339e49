import { randomBytes } from 'node:crypto';
import {
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  type V1Pod,
  type V1PodSpec,
} from '@kubernetes/client-node';
import { inNamespace } from '../../in-namespace.ts';
import { testbed } from '../../shared.ts';
import type { Testbed } from '../../start.ts';
import { playNodes } from '../../start-nodes.ts';
import type { NodeSpec } from '../node-object.ts';
import type { Play } from '../played/play.ts';
import { type PlayedRuntime, playPods } from '../played/play-pods.ts';
import type { Kubelet } from '../start-kubelet.ts';

export interface PlayedNodesOptions {
  readonly nodes?: number;
  readonly play?: (pod: V1Pod) => Play;
  readonly bed?: Testbed;
  readonly node?: Partial<NodeSpec>;
  readonly leasePeriodMs?: number;
}

/** A namespace on Nodes of its own, on which pods are only played. */
export interface PlayedNodes {
  readonly bed: Testbed;
  readonly namespace: string;
  readonly kubelet: Kubelet;
  readonly played: PlayedRuntime;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  /** A pod spec that is scheduled onto these Nodes. */
  readonly podSpec: (fields?: Partial<V1PodSpec>) => V1PodSpec;
  readonly pods: () => Promise<readonly V1Pod[]>;
}

const label = 'roster.test/nodes';

/** Runs `use` on played Nodes, and takes them away afterwards. */
export async function onPlayedNodes(
  options: PlayedNodesOptions,
  use: (nodes: PlayedNodes) => Promise<void>,
): Promise<void> {
  const bed = options.bed ?? (await testbed());
  const { admin } = bed;
  const id = randomBytes(4).toString('hex');
  const errors: Error[] = [];
  const played = playPods(({ pod }) => options.play?.(pod) ?? {});
  const nodes = Array.from({ length: options.nodes ?? 1 }, (_, index) => ({
    ...options.node,
    name: `node-${id}-${index}`,
    labels: { [label]: id },
  }));
  const kubelet = await playNodes(bed, nodes, played, {
    backOff: { baseMs: 200, capMs: 1_000 },
    probeSecondMs: 50,
    ...(options.leasePeriodMs && { leasePeriodMs: options.leasePeriodMs }),
    onError: (error) => errors.push(error),
  });
  const core = admin.makeApiClient(CoreV1Api);
  let used = '';
  try {
    await inNamespace(bed, async (namespace) => {
      used = namespace;
      await use({
        ...{ bed, namespace, kubelet, played, core },
        apps: admin.makeApiClient(AppsV1Api),
        batch: admin.makeApiClient(BatchV1Api),
        podSpec: (fields = {}) => ({
          nodeSelector: { [label]: id },
          containers: [{ name: 'worker', image: 'worker:1' }],
          ...fields,
        }),
        pods: async () => (await core.listNamespacedPod({ namespace })).items,
      });
    });
    // The namespace takes no new pods by now. Waiting for its own clean-up would take seconds.
    await core.deleteCollectionNamespacedPod({ namespace: used, gracePeriodSeconds: 0 });
  } finally {
    for (const error of errors) console.log(error);
    await Promise.all(kubelet.nodes().map((name) => kubelet.removeNode(name)));
    await kubelet.stop();
  }
}
