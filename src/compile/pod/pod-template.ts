import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { JsonObject } from '../../model/json.ts';
import { hasNativeSidecars } from '../../model/native-sidecars.ts';
import type { Pod } from '../../model/pod.ts';
import { seconds } from '../../model/units.ts';
import { merge } from '../merge.ts';
import { canonicalTemplate } from './canonical-template.ts';
import { affinity } from './placement.ts';
import type { PodPlace } from './pod-place.ts';
import { podSpec } from './pod-spec.ts';
import { verbatimVolumes } from './volumes.ts';

/**
 * The template of a pod. What the typed API cannot say is laid over it, and last of all the policy's own `podTemplate`.
 * The labels that selectors rely on stay as they were.
 */
export function podTemplate(pod: Pod, place: PodPlace): JsonObject {
  const typed = k8s.toJson_PodTemplateSpec({ spec: podSpec(pod, place) }) as JsonObject;
  const spec = untyped(pod, place);
  const own = {
    ...(spec === undefined ? typed : merge(typed, { spec })),
    metadata: metadata(pod, place),
  };
  if (pod.podTemplate === undefined) return own;
  const merged = canonicalTemplate(merge(own, pod.podTemplate as JsonObject));
  return merge(merged, { metadata: { labels: place.fixedLabels } });
}

function metadata({ annotations }: Pod, { labels }: PodPlace): JsonObject {
  return Object.keys(annotations).length === 0 ? { labels } : { labels, annotations };
}

/** What the API of Kubernetes 1.27 has no field for, or spells differently from Kubernetes. */
function untyped(pod: Pod, place: PodPlace): JsonObject | undefined {
  const { preStop, volumes } = pod;
  const verbatim = verbatimVolumes(volumes);
  const affine = affinity(pod, place);
  const sidecars = hasNativeSidecars(place.kubernetes) ? pod.sidecars : [];
  const spec: JsonObject = {
    ...(affine === undefined ? {} : { affinity: affine }),
    ...(verbatim.length === 0 ? {} : { volumes: verbatim }),
    ...(sidecars.length === 0
      ? {}
      : { initContainers: sidecars.map(({ name }) => ({ name, restartPolicy: 'Always' })) }),
    ...(preStop !== undefined && 'sleep' in preStop
      ? { containers: [{ name: place.container, lifecycle: sleepFor(seconds(preStop.sleep)) }] }
      : {}),
  };
  return Object.keys(spec).length === 0 ? undefined : spec;
}

/** The kubelet waits by itself (Kubernetes 1.30); running `sleep` would need one in the image. */
function sleepFor(length: number): JsonObject {
  return { preStop: { sleep: { seconds: length } } };
}
