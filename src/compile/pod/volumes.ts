import * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { canonicalQuantity } from '../../model/canonical-quantity.ts';
import type { Mount } from '../../model/container.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Volume } from '../../model/volume.ts';
import { defined } from '../defined.ts';

type KeyFile = NonNullable<NonNullable<Volume['secret']>['items']>[number];

/** The pod's volumes, each of another name; those that `verbatimVolumes` gives are named only. */
export function podVolumes(volumes: readonly Volume[]): k8s.Volume[] {
  return volumes.map(podVolume);
}

/** Where the main container sees the volumes. */
export function volumeMounts(volumes: readonly Volume[]): k8s.VolumeMount[] {
  return volumes.flatMap(({ name: volume, mountPath: path, ...how }) =>
    path === undefined ? [] : [volumeMount({ volume, path, ...how })],
  );
}

/** Where a container sees a volume. */
export function volumeMount({ volume, path, subPath, readOnly }: Mount): k8s.VolumeMount {
  return defined<k8s.VolumeMount>({
    name: volume,
    mountPath: path,
    subPath,
    // false is the default, which the API server gives back as nothing
    readOnly: readOnly || undefined,
  });
}

/** The volumes whose source is written in Kubernetes' own words, which the typed API spells differently. */
export function verbatimVolumes(volumes: readonly Volume[]): readonly JsonObject[] {
  return volumes.flatMap(({ name, csi, projected, ephemeral, downwardAPI }) => {
    const source = csi ?? projected ?? ephemeral ?? downwardAPI;
    if (source === undefined) return [];
    return [
      defined<Record<string, unknown>>({
        name,
        csi,
        projected,
        ephemeral,
        downwardAPI,
      }) as JsonObject,
    ];
  });
}

function podVolume(volume: Volume): k8s.Volume {
  const { name, emptyDir, persistentVolumeClaim, configMap, secret, hostPath, nfs } = volume;
  return defined<k8s.Volume>({
    name,
    emptyDir: emptyDir && scratch(emptyDir),
    persistentVolumeClaim: persistentVolumeClaim && maybeReadOnly(persistentVolumeClaim),
    configMap: configMap && withItems(configMap),
    secret: secret && withItems(secret),
    hostPath,
    nfs: nfs && maybeReadOnly(nfs),
  });
}

function scratch({ sizeLimit, medium }: NonNullable<Volume['emptyDir']>): k8s.EmptyDirVolumeSource {
  return defined<k8s.EmptyDirVolumeSource>({
    sizeLimit:
      sizeLimit === undefined
        ? undefined
        : k8s.Quantity.fromString(canonicalQuantity(String(sizeLimit))),
    medium,
  });
}

/** Without a `readOnly` that says what is so anyway. */
function maybeReadOnly<T extends { readonly readOnly?: boolean }>({ readOnly, ...rest }: T) {
  return readOnly ? { ...rest, readOnly } : rest;
}

/** The typed API wants lists that it may change; it does not. */
function withItems<T extends { readonly items?: readonly KeyFile[] }>({ items, ...rest }: T) {
  return items === undefined || items.length === 0 ? rest : { ...rest, items: [...items] };
}
