import type { Environment } from '../model/environment.ts';
import type { JsonObject } from '../model/json.ts';
import { seconds } from '../model/units.ts';
import type { WorkerPool } from '../model/worker-pool.ts';
import { canonicalTemplate } from './canonical-template.ts';
import { WORKER } from './container.ts';
import { fixedPodLabels, podLabels } from './labels.ts';
import { merge } from './merge.ts';
import { affinity } from './placement.ts';
import { verbatimVolumes } from './volumes.ts';

/**
 * Lays over the typed template what the typed API cannot say, and last of all the policy's own `podTemplate`.
 * The labels that selectors rely on stay as they were.
 */
export function finishTemplate(
  typed: JsonObject,
  pool: WorkerPool,
  environment: Environment,
): JsonObject {
  const spec = untyped(pool);
  const own = {
    ...(spec === undefined ? typed : merge(typed, { spec })),
    metadata: metadata(pool, environment),
  };
  if (pool.worker.podTemplate === undefined) return own;
  const merged = canonicalTemplate(merge(own, pool.worker.podTemplate as JsonObject));
  return merge(merged, { metadata: { labels: fixedPodLabels(pool) } });
}

function metadata(pool: WorkerPool, environment: Environment): JsonObject {
  const { annotations } = pool.worker;
  const labels = podLabels(pool, environment);
  return Object.keys(annotations).length === 0 ? { labels } : { labels, annotations };
}

/** What the API of Kubernetes 1.27 has no field for, or spells differently from Kubernetes. */
function untyped(pool: WorkerPool): JsonObject | undefined {
  const { preStop, volumes } = pool.worker;
  const verbatim = verbatimVolumes(volumes);
  const affine = affinity(pool);
  const spec: JsonObject = {
    ...(affine === undefined ? {} : { affinity: affine }),
    ...(verbatim.length === 0 ? {} : { volumes: verbatim }),
    ...(preStop !== undefined && 'sleep' in preStop
      ? { containers: [{ name: WORKER, lifecycle: sleepFor(seconds(preStop.sleep)) }] }
      : {}),
  };
  return Object.keys(spec).length === 0 ? undefined : spec;
}

/** The kubelet waits by itself (Kubernetes 1.30); running `sleep` would need one in the image. */
function sleepFor(length: number): JsonObject {
  return { preStop: { sleep: { seconds: length } } };
}
