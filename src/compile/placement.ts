import type * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { seconds } from '../model/units.ts';
import type { Toleration } from '../model/worker.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import { defined } from './defined.ts';
import { selectorOf } from './labels.ts';

type Placed = Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'topologySpreadConstraints'>;

/** Where the pods may run, but for affinity, which a policy writes in Kubernetes' own words. */
export function placement(pool: WorkerPool): Placed {
  const { nodeSelector, tolerations, spread } = pool.worker.placement;
  return defined<Placed>({
    nodeSelector: Object.keys(nodeSelector).length === 0 ? undefined : nodeSelector,
    tolerations: tolerations.length === 0 ? undefined : tolerations.map(toleration),
    topologySpreadConstraints:
      spread.length === 0
        ? undefined
        : spread.map((rule) => ({ ...rule, labelSelector: { matchLabels: selectorOf(pool) } })),
  });
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** The affinity as the policy writes it, and for `onePerNode` a rule that keeps the pool's pods off each other's nodes. */
export function affinity(pool: WorkerPool): JsonObject | undefined {
  const { affinity: written, onePerNode } = pool.worker.placement;
  if (!onePerNode) return written as JsonObject | undefined;
  const against = isObject(written?.podAntiAffinity) ? written.podAntiAffinity : {};
  const rules = Array.isArray(against[REQUIRED]) ? against[REQUIRED] : [];
  const apart: Json = {
    labelSelector: { matchLabels: selectorOf(pool) },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    ...written,
    podAntiAffinity: { ...against, [REQUIRED]: [...rules, apart] },
  } as JsonObject;
}

function toleration({ tolerationTime, ...rest }: Toleration): k8s.Toleration {
  return tolerationTime === undefined
    ? rest
    : { ...rest, tolerationSeconds: seconds(tolerationTime) };
}
