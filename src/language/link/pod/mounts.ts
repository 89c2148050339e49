import type { Mount } from '../../../model/container.ts';
import { isObject } from '../../../model/json.ts';
import type { Pod } from '../../../model/pod.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { nearest } from '../../suggest/suggest.ts';
import { sideContainersOf } from './containers.ts';
import type { PodPolicy } from './pod-policy.ts';
import { itemsOf } from './template-items.ts';
import { reportInside, reportMountPath } from './volumes.ts';

/** Checks that the containers beside the main one see volumes that the pod has, and that each volume is seen by somebody. */
export function reportMounts(context: Context, { worker }: PodPolicy): void {
  const known = [
    ...worker.volumes.map(({ name }) => name),
    ...itemsOf(templateSpec(worker), 'volumes').map(({ item }) => String(item.name)),
  ];
  for (const { path, container } of sideContainersOf(worker)) {
    for (const [index, mount] of container.mounts.entries()) {
      reportMount(context, [...path, 'mounts', index], mount, known);
    }
  }
  reportUnseen(context, worker);
}

function reportMount(
  context: Context,
  at: Path,
  { volume, path, subPath }: Mount,
  known: readonly string[],
): void {
  reportMountPath(context, [...at, 'path'], path);
  if (subPath !== undefined) reportInside(context, [...at, 'subPath'], subPath);
  if (known.includes(volume)) return;
  const near = nearest(volume, known);
  complain(
    context,
    'unknown-reference',
    [...at, 'volume'],
    (field) => `${field} must name a volume of the pod, got "${volume}"`,
    { help: near ? `did you mean \`${near}\`?` : 'add it to the `volumes` of the pod' },
  );
}

function reportUnseen(context: Context, worker: Pod): void {
  const seen = new Set([
    ...sideContainersOf(worker).flatMap(({ container }) =>
      container.mounts.map(({ volume }) => volume),
    ),
    ...seenByTemplate(worker),
  ]);
  for (const [index, volume] of worker.volumes.entries()) {
    if (volume.mountPath !== undefined) continue;
    const path = ['worker', 'volumes', index];
    for (const field of ['subPath', 'readOnly'] as const) {
      if (volume[field] !== undefined) sayUseless(context, [...path, field]);
    }
    if (seen.has(volume.name)) continue;
    complain(
      context,
      'missing-field',
      [...path, 'mountPath'],
      (field) => `${field} is required, because no other container sees the volume`,
      { at: 'key', help: 'say where the main container sees it, or name it in `mounts`' },
    );
  }
}

function sayUseless(context: Context, path: Path): void {
  complain(
    context,
    'conflicting-fields',
    path,
    (field) => `${field} has no effect without \`mountPath\` beside it`,
    { at: 'key', help: 'write it in the `mounts` of the containers that see the volume' },
  );
}

function seenByTemplate(worker: Pod): readonly string[] {
  const spec = templateSpec(worker);
  const containers = [...itemsOf(spec, 'containers'), ...itemsOf(spec, 'initContainers')];
  return containers.flatMap(({ item }) =>
    itemsOf(item, 'volumeMounts').map((mount) => String(mount.item.name)),
  );
}

function templateSpec({ podTemplate }: Pod): Readonly<Record<string, unknown>> {
  return isObject(podTemplate?.spec) ? podTemplate.spec : {};
}
