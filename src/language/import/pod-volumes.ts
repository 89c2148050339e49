import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { hasOnly } from './pod-probe.ts';

/** The volumes that a policy can say, and what is left of the pod's volumes and the container's mounts. */
export interface PodVolumes {
  readonly volumes: readonly JsonObject[];
  readonly otherVolumes: readonly Json[];
  readonly otherMounts: readonly Json[];
}

/** Joins each mount of the worker with its volume, as a policy has them. */
export function readVolumes(volumes: Json | undefined, mounts: Json | undefined): PodVolumes {
  const known = new Map(listOf(volumes).flatMap((volume) => sourceOf(volume)));
  const all = listOf(mounts);
  // A volume stands in one place: with one odd mount all of its mounts are left as they are.
  const odd = new Set(all.filter((mount) => !isPlain(mount)).map(nameOf));
  // A policy mounts a volume once; where it is mounted again, its podTemplate says.
  const isJoined = (mount: Json, index: number) =>
    known.has(nameOf(mount)) &&
    !odd.has(nameOf(mount)) &&
    all.findIndex((one) => nameOf(one) === nameOf(mount)) === index;
  const joined = all.filter(isJoined);
  const taken = new Set(joined.map(nameOf));
  return {
    volumes: joined.map((mount) => ({ ...(mount as JsonObject), ...known.get(nameOf(mount)) })),
    otherVolumes: listOf(volumes).filter((volume) => !taken.has(nameOf(volume))),
    otherMounts: all.filter((mount, index) => !isJoined(mount, index)),
  };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function nameOf(item: Json): string {
  return isObject(item) ? String(item.name) : '';
}

function isPlain(mount: Json): boolean {
  return (
    hasOnly(mount, ['name', 'mountPath', 'subPath', 'readOnly']) &&
    typeof mount.mountPath === 'string' &&
    mount.mountPath.startsWith('/')
  );
}

const sources: Readonly<Record<string, readonly string[] | 'any'>> = {
  emptyDir: ['sizeLimit', 'medium'],
  persistentVolumeClaim: ['claimName', 'readOnly'],
  configMap: ['name', 'items', 'defaultMode', 'optional'],
  secret: ['secretName', 'items', 'defaultMode', 'optional'],
  hostPath: ['path', 'type'],
  nfs: ['server', 'path', 'readOnly'],
  csi: 'any',
  projected: 'any',
  ephemeral: 'any',
  downwardAPI: 'any',
};

function sourceOf(volume: Json): readonly (readonly [string, JsonObject])[] {
  if (!isObject(volume) || typeof volume.name !== 'string') return [];
  const { name, ...rest } = volume as JsonObject & { readonly name: string };
  const [source, ...more] = Object.entries(rest);
  if (source === undefined) return [];
  const fields = sources[source[0]];
  if (more.length > 0 || fields === undefined || !isObject(source[1])) return [];
  if (fields !== 'any' && !hasOnly(source[1], fields)) return [];
  return hasUnsaidMedium(source[1]) ? [] : [[name, rest]];
}

/** A policy knows scratch space on disk and in memory. */
function hasUnsaidMedium(source: unknown): boolean {
  return isObject(source) && source.medium !== undefined && source.medium !== 'Memory';
}
