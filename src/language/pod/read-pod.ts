import type { PreStop } from '../../model/container.ts';
import type { Placement, Pod, Security, Toleration } from '../../model/pod.ts';
import type { Path } from '../../model/source.ts';
import type { Volume } from '../../model/volume.ts';
import { type Context, complain } from '../place.ts';
import { workerDefaults } from '../schema/defaults.ts';
import type { WrittenPod } from '../schema/pod.ts';
import { volumeSources } from '../schema/volume-sources.ts';
import { reportAnnotations, reportLabels, reportOwnedLabels } from '../values/labels.ts';
import { readDuration } from '../values/values.ts';
import { pick } from './pick.ts';
import { readContainer, readSideContainers } from './read-container.ts';

type Written = WrittenPod;

/** Reads what any pod has: units resolved, defaults applied. Its fields are told as those of `worker`; `Context.pod` has the last word. */
export function readPod(context: Context, written: Written): Pod {
  const path: Path = ['worker'];
  reportLabels(context, ['worker', 'labels'], written.labels);
  reportOwnedLabels(context, ['worker', 'labels'], written.labels);
  reportLabels(context, ['worker', 'placement', 'nodeSelector'], written.placement?.nodeSelector);
  reportAnnotations(context, ['worker', 'annotations'], written.annotations);
  reportAnnotations(
    context,
    ['worker', 'serviceAccount', 'annotations'],
    written.serviceAccount?.annotations,
  );
  return {
    ...readContainer(context, path, written),
    ...pick(written, ['priorityClass', 'podTemplate']),
    pullSecrets: written.pullSecrets ?? [],
    ...readLifetime(context, written),
    volumes: readVolumes(context, written.volumes ?? []),
    initContainers: readSideContainers(context, 'initContainers', written.initContainers),
    sidecars: readSideContainers(context, 'sidecars', written.sidecars),
    placement: readPlacement(context, written.placement),
    security: readSecurity(written.security),
    serviceAccount: { annotations: {}, ...written.serviceAccount },
    labels: written.labels ?? {},
    annotations: written.annotations ?? {},
  };
}

function readLifetime(context: Context, written: Written): Pick<Pod, 'gracePeriod' | 'preStop'> {
  const { gracePeriod = workerDefaults.gracePeriod, preStop } = written;
  return {
    gracePeriod: readDuration(context, ['worker', 'gracePeriod'], gracePeriod),
    ...(preStop && { preStop: readPreStop(context, preStop) }),
  };
}

function readPreStop(
  context: Context,
  { exec, httpGet, sleep }: NonNullable<Written['preStop']>,
): PreStop {
  if (exec) return { exec };
  if (httpGet) return { httpGet };
  return { sleep: readDuration(context, ['worker', 'preStop', 'sleep'], sleep ?? '') };
}

function readVolumes(
  context: Context,
  written: NonNullable<Written['volumes']>,
): readonly Volume[] {
  for (const [index, volume] of written.entries()) {
    const sources = volumeSources.filter((source) => volume[source] !== undefined);
    if (sources.length === 1) continue;
    complain(
      context,
      'wrong-value',
      ['worker', 'volumes', index],
      (field) =>
        `${field} must have exactly one source, got ${sources.length === 0 ? 'none' : sources.join(' and ')}`,
      {
        help: `sources are ${volumeSources.join(', ')}`,
      },
    );
  }
  return written;
}

function readPlacement(context: Context, written: Written['placement'] = {}): Placement {
  return {
    nodeSelector: written.nodeSelector ?? {},
    tolerations: (written.tolerations ?? []).map((one, index) =>
      readToleration(context, one, index),
    ),
    onePerNode: written.onePerNode ?? false,
    spread: (written.spread ?? []).map((one) => ({
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      ...one,
    })),
    ...(written.affinity && { affinity: written.affinity }),
  };
}

type WrittenToleration = NonNullable<NonNullable<Written['placement']>['tolerations']>[number];

function readToleration(
  context: Context,
  { tolerationTime, ...rest }: WrittenToleration,
  index: number,
): Toleration {
  if (tolerationTime === undefined) return rest;
  const path = ['worker', 'placement', 'tolerations', index, 'tolerationTime'];
  return { ...rest, tolerationTime: readDuration(context, path, tolerationTime) };
}

function readSecurity(written: Written['security'] = {}): Security {
  return { ...written, relax: written.relax ?? [] };
}
