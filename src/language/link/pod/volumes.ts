import type { Path } from '../../../model/source.ts';
import type { Volume } from '../../../model/volume.ts';
import { type Context, complain } from '../../place.ts';
import { isSubdomain } from '../../values/names.ts';
import { readQuantity } from '../../values/values.ts';
import type { PodPolicy } from './pod-policy.ts';

/** Checks the paths of volumes by the API server's rules. */
export function reportVolumes(context: Context, { worker: { volumes } }: PodPolicy): void {
  for (const [index, volume] of volumes.entries()) {
    reportVolume(context, ['worker', 'volumes', index], volume);
  }
}

function reportVolume(
  context: Context,
  path: Path,
  { mountPath, subPath, emptyDir, configMap, secret, hostPath, csi }: Volume,
): void {
  if (mountPath !== undefined) reportMountPath(context, [...path, 'mountPath'], mountPath);
  if (emptyDir?.sizeLimit !== undefined) {
    readQuantity(context, [...path, 'emptyDir', 'sizeLimit'], emptyDir.sizeLimit);
  }
  if (subPath !== undefined) reportInside(context, [...path, 'subPath'], subPath);
  if (hostPath && climbs(hostPath.path)) {
    sayClimbs(context, [...path, 'hostPath', 'path'], hostPath.path);
  }
  for (const [source, { items = [] }] of Object.entries({ configMap, secret }).flatMap(
    ([name, one]) => (one ? [[name, one] as const] : []),
  )) {
    for (const [index, item] of items.entries()) {
      reportItem(context, [...path, source, 'items', index, 'path'], item.path);
      const other = items.slice(0, index).find((one) => overlap(one.path, item.path));
      if (other) sayOverlap(context, [...path, source, 'items', index, 'path'], other.path);
    }
  }
  if (csi) reportDriver(context, [...path, 'csi', 'driver'], csi.driver);
}

/** Checks where a container sees a volume. */
export function reportMountPath(context: Context, path: Path, mountPath: string): void {
  if (!mountPath.includes(':')) return;
  complain(
    context,
    'wrong-value',
    path,
    (field) => `${field} must be a path without a colon, got ${JSON.stringify(mountPath)}`,
  );
}

/** Files of a volume must not be named like those that the kubelet itself keeps there, which start with two dots. */
function reportItem(context: Context, path: Path, file: string): void {
  if (file.startsWith('..') && !climbs(file)) {
    complain(
      context,
      'wrong-value',
      path,
      (field) => `${field} must not start with two dots, got ${JSON.stringify(file)}`,
    );
  } else reportInside(context, path, file);
}

/** Two files of one path, or one where the other needs a folder. */
function overlap(one: string, other: string): boolean {
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

function sayOverlap(context: Context, path: Path, other: string): void {
  complain(
    context,
    'conflicting-fields',
    path,
    (field) => `${field} must lie apart from the other files of the volume, \`${other}\` is there`,
  );
}

/** Checks a path that leads to a part of a volume. */
export function reportInside(context: Context, path: Path, inner: string): void {
  if (inner.startsWith('/')) {
    complain(
      context,
      'wrong-value',
      path,
      (field) => `${field} must be a path below the volume, got ${JSON.stringify(inner)}`,
      { help: 'remove the / at the start' },
    );
  } else if (climbs(inner)) sayClimbs(context, path, inner);
}

function sayClimbs(context: Context, path: Path, found: string): void {
  complain(
    context,
    'wrong-value',
    path,
    (field) => `${field} must be a path without .., got ${JSON.stringify(found)}`,
  );
}

function climbs(path: string): boolean {
  return path.split('/').includes('..');
}

function reportDriver(context: Context, path: Path, driver: unknown): void {
  if (typeof driver === 'string' && isDriver(driver)) return;
  complain(
    context,
    driver === undefined ? 'missing-field' : 'wrong-value',
    path,
    (field) =>
      driver === undefined
        ? `${field} is required`
        : `${field} must be a DNS name of at most 63 characters, got ${JSON.stringify(driver)}`,
    {
      at: driver === undefined ? 'key' : 'value',
      help: 'name the CSI driver that makes the volume',
    },
  );
}

function isDriver(name: string): boolean {
  return name.length <= 63 && isSubdomain(name.toLowerCase());
}
