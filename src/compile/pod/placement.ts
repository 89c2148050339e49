import type * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Pod, Toleration } from '../../model/pod.ts';
import { seconds } from '../../model/units.ts';
import { defined } from '../defined.ts';
import type { PodPlace } from './pod-place.ts';

type Placed = Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'topologySpreadConstraints'>;

/** Where the pods may run, but for affinity, which a policy writes in Kubernetes' own words. */
export function placement(pod: Pod, { selector }: PodPlace): Placed {
  const { nodeSelector, tolerations, spread } = pod.placement;
  return defined<Placed>({
    nodeSelector: Object.keys(nodeSelector).length === 0 ? undefined : nodeSelector,
    tolerations: tolerations.length === 0 ? undefined : tolerations.map(toleration),
    topologySpreadConstraints:
      spread.length === 0
        ? undefined
        : spread.map((rule) => ({ ...rule, labelSelector: { matchLabels: selector } })),
  });
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** The affinity as the policy writes it, and for `onePerNode` a rule that keeps these pods off each other's nodes. */
export function affinity(pod: Pod, { selector }: PodPlace): JsonObject | undefined {
  const { affinity: written, onePerNode } = pod.placement;
  if (!onePerNode) return written as JsonObject | undefined;
  const against = isObject(written?.podAntiAffinity) ? written.podAntiAffinity : {};
  const rules = Array.isArray(against[REQUIRED]) ? against[REQUIRED] : [];
  const apart: Json = {
    labelSelector: { matchLabels: selector },
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
