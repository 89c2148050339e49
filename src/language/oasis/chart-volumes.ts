import { isObject, type JsonObject } from '../../model/json.ts';
import { mapsIn, partOf } from '../import/part.ts';
import type { Model } from './model.ts';

/** The volumes and mounts that the chart gives a worker. */
export interface ChartVolumes {
  readonly volumes: readonly JsonObject[];
  readonly mounts: readonly JsonObject[];
  readonly notes: readonly string[];
}

const sharedFolder = '/shared-fs';

/** The folder that server and workers share, then what the worker lists. */
export function chartVolumes(values: JsonObject, worker: JsonObject, model: Model): ChartVolumes {
  const shared = sharedVolume(values);
  const known = new Map(
    mapsIn(values.modelVolumes).map((volume) => [String(volume.name), volume] as const),
  );
  const listed = mapsIn(worker.volumes).map((one) => ({ one, of: known.get(String(one.name)) }));
  const read = listed.map(({ one, of }) => modelVolume(one, of, model));
  return {
    volumes: [shared.volume, ...read.flatMap(({ volume }) => (volume ? [volume] : []))],
    mounts: [
      { name: 'shared-fs', mountPath: sharedFolder },
      ...read.flatMap(({ mount }) => (mount ? [mount] : [])),
    ],
    notes: [...shared.notes, ...read.flatMap(({ note }) => (note === undefined ? [] : [note]))],
  };
}

function sharedVolume(values: JsonObject): {
  readonly volume: JsonObject;
  readonly notes: readonly string[];
} {
  const volumes = partOf(values, 'volumes');
  const { csi } = partOf(partOf(volumes, 'azureFiles'), 'sharedFs');
  if (isObject(csi)) return { volume: { name: 'shared-fs', csi: csi as JsonObject }, notes: [] };
  const { name } = partOf(partOf(volumes, 'host'), 'sharedFs');
  const isNamed = typeof name === 'string';
  return {
    volume: {
      name: 'shared-fs',
      persistentVolumeClaim: { claimName: isNamed ? name : 'shared-fs' },
    },
    notes: isNamed
      ? []
      : [
          'the values do not name the claim of the folder that all share (`volumes.host.sharedFs.name`): `shared-fs` is assumed',
        ],
  };
}

interface ModelVolume {
  readonly volume?: JsonObject;
  readonly mount?: JsonObject;
  readonly note?: string;
}

function modelVolume(
  one: JsonObject,
  of: JsonObject | undefined,
  { supplier, model, version }: Model,
): ModelVolume {
  const { name, mountPath } = one;
  const source = one.source ?? of?.source;
  if (typeof name !== 'string' || typeof mountPath !== 'string')
    return { note: 'a volume without `name` or `mountPath` is left out' };
  if (source === 'azureFiles' && isObject(of?.csi))
    return {
      volume: { name, csi: of.csi as JsonObject },
      mount: { name, mountPath, subPath: `${supplier}/${model}/${version}` },
    };
  if (source === 'azureFiles') return { note: `volume \`${name}\` has no \`csi\` and is left out` };
  return {
    volume: { name, persistentVolumeClaim: { claimName: name } },
    mount: { name, mountPath },
  };
}
