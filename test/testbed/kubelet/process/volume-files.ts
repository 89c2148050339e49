import type {
  V1ConfigMapVolumeSource,
  V1DownwardAPIVolumeSource,
  V1KeyToPath,
  V1Pod,
  V1ProjectedVolumeSource,
  V1SecretVolumeSource,
  V1ServiceAccountTokenProjection,
  V1Volume,
} from '@kubernetes/client-node';
import { NotStarted } from './not-started.ts';
import { type PodPlace, podField } from './pod-field.ts';
import type { Holding, NamespaceObjects } from './read-objects.ts';
import { resourceField } from './resource-field.ts';

/** A file of a volume; `path` is below the volume's folder. */
export interface VolumeFile {
  readonly path: string;
  readonly data: Buffer;
  readonly mode: number;
}

export interface VolumeContext extends PodPlace {
  readonly pod: V1Pod;
  readonly objects: NamespaceObjects;
  readonly allocatable: Readonly<Record<string, string>>;
  readonly token: (wanted: V1ServiceAccountTokenProjection) => Promise<string>;
}

// Nobody but the owner reads what came from a Secret: there is no container around the file.
const ownerOnly = 0o700;
const usualMode = 0o644;

/** The files of a volume that comes from the API; `undefined` for one that only has a place, such as an emptyDir. */
export async function volumeFiles(
  volume: V1Volume,
  context: VolumeContext,
): Promise<readonly VolumeFile[] | undefined> {
  const { configMap, secret, downwardAPI, projected, emptyDir } = volume;
  if (configMap) return await fromConfigMap(configMap, configMap.defaultMode, context);
  if (secret) {
    const source = { ...secret, name: secret.secretName ?? '' };
    return await fromSecret(source, secret.defaultMode, context);
  }
  if (downwardAPI) return fromPod(downwardAPI, downwardAPI.defaultMode, context);
  if (projected) return await fromAll(projected, context);
  if (emptyDir) return undefined;
  throw notMounted('its kind is not supported for local processes');
}

type Source = Omit<V1ConfigMapVolumeSource & V1SecretVolumeSource, 'defaultMode' | 'secretName'>;

async function fromConfigMap(
  source: Source,
  mode: number | undefined,
  { objects }: VolumeContext,
): Promise<readonly VolumeFile[]> {
  const { name = '' } = source;
  return chosen('configmap', source, mode, await objects.configMap(name));
}

async function fromSecret(
  source: Source,
  mode: number | undefined,
  { objects }: VolumeContext,
): Promise<readonly VolumeFile[]> {
  const { name = '' } = source;
  const files = chosen('secret', source, mode, await objects.secret(name));
  return files.map((file) => ({ ...file, mode: file.mode & ownerOnly }));
}

function chosen(
  kind: Holding['kind'],
  { name, items, optional }: Source,
  mode: number | undefined,
  holding: Holding | undefined,
): VolumeFile[] {
  if (holding === undefined) {
    if (optional) return [];
    throw notMounted(`${kind} "${name}" not found`);
  }
  const wanted: readonly V1KeyToPath[] =
    items ?? [...holding.data.keys()].map((key) => ({ key, path: key }));
  return wanted.flatMap((item) => {
    const data = holding.data.get(item.key);
    if (data !== undefined)
      return [{ path: item.path, data, mode: item.mode ?? mode ?? usualMode }];
    if (optional) return [];
    throw notMounted(`references non-existent ${kind} key: ${item.key}`);
  });
}

function fromPod(
  { items = [] }: V1DownwardAPIVolumeSource,
  mode: number | undefined,
  context: VolumeContext,
): VolumeFile[] {
  const { pod, allocatable } = context;
  return items.map((item) => {
    const value = item.resourceFieldRef
      ? resourceField(pod, item.resourceFieldRef, { container: '', allocatable })
      : podField(pod, item.fieldRef?.fieldPath ?? '', context);
    if (value === undefined) throw notMounted(`${item.path}: no such field`);
    return { path: item.path, data: Buffer.from(value), mode: item.mode ?? mode ?? usualMode };
  });
}

async function fromAll(
  { sources = [], defaultMode }: V1ProjectedVolumeSource,
  context: VolumeContext,
): Promise<readonly VolumeFile[]> {
  const files: VolumeFile[] = [];
  for (const { configMap, secret, downwardAPI, serviceAccountToken } of sources) {
    if (configMap) files.push(...(await fromConfigMap(configMap, defaultMode, context)));
    if (secret) files.push(...(await fromSecret(secret, defaultMode, context)));
    if (downwardAPI) files.push(...fromPod(downwardAPI, defaultMode, context));
    if (serviceAccountToken) {
      const data = Buffer.from(await context.token(serviceAccountToken));
      files.push({ path: serviceAccountToken.path, data, mode: 0o600 });
    }
  }
  return files;
}

function notMounted(why: string): NotStarted {
  return new NotStarted(why, { reason: 'ContainerCreating' });
}
