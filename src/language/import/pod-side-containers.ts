import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { partOf } from './part.ts';
import { isSame } from './plain-form.ts';
import { readContainer } from './pod-container.ts';
import { hasOnly } from './pod-probe.ts';
import { hardening } from './pod-security.ts';

/** The containers that start before the others in the words of a policy, and what of each a policy has no word for. */
export interface ReadSideContainers {
  readonly initContainers: readonly JsonObject[];
  readonly sidecars: readonly JsonObject[];
  readonly unsaid: readonly Json[];
}

/**
 * Reads the init containers of a pod, all or none: a podTemplate adds its own behind them, and the order is that of the
 * start. A second one under `containers` is no sidecar to Kubernetes: as one it would start before the worker.
 */
export function readSideContainers(
  list: Json | undefined,
  security: JsonObject,
): ReadSideContainers {
  const all = Array.isArray(list) ? (list as readonly Json[]) : [];
  const none = { initContainers: [], sidecars: [], unsaid: all };
  const read = all.map((item) => readOne(item, security));
  const whole = read.filter((one) => one !== undefined);
  const firstSidecar = whole.findIndex((one) => one.isSidecar);
  const isInOrder = firstSidecar === -1 || whole.slice(firstSidecar).every((one) => one.isSidecar);
  if (whole.length < all.length || !isInOrder) return none;
  return {
    initContainers: whole.filter((one) => !one.isSidecar).map(({ said }) => said),
    sidecars: whole.filter((one) => one.isSidecar).map(({ said }) => said),
    unsaid: whole.flatMap(({ unsaid }) => (unsaid === undefined ? [] : [unsaid])),
  };
}

interface ReadOne {
  readonly isSidecar: boolean;
  readonly said: JsonObject;
  readonly unsaid: JsonObject | undefined;
}

/** `undefined` for one that is not hardened just as the worker is: a policy says that for all of them together. */
function readOne(item: Json, security: JsonObject): ReadOne | undefined {
  if (!isObject(item) || typeof item.name !== 'string' || typeof item.image !== 'string')
    return undefined;
  const { restartPolicy, volumeMounts, ...container } = item as JsonObject;
  const isSidecar = restartPolicy === 'Always';
  if (restartPolicy !== undefined && !isSidecar) return undefined;
  if (!isSame(partOf(container, 'securityContext') as Json, hardening(security))) return undefined;
  const foreign = isSidecar ? ['lifecycle'] : ['lifecycle', 'ports', ...probes];
  const own = Object.entries(container).filter(([field]) => !foreign.includes(field));
  const { said, unsaid } = readContainer(Object.fromEntries(own));
  const mounts = readMounts(volumeMounts);
  const rest: JsonObject = {
    ...unsaid,
    ...Object.fromEntries(Object.entries(container).filter(([field]) => foreign.includes(field))),
    ...(mounts.others.length > 0 && { volumeMounts: mounts.others }),
  };
  return {
    isSidecar,
    said: {
      name: item.name,
      ...said,
      ...(mounts.plain.length > 0 && { mounts: mounts.plain }),
    },
    unsaid: Object.keys(rest).length > 0 ? { name: item.name, ...rest } : undefined,
  };
}

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'];

function readMounts(list: Json | undefined) {
  const all = Array.isArray(list) ? (list as readonly Json[]) : [];
  const plain = all.flatMap((mount) => {
    if (!isPlain(mount)) return [];
    const { name: volume, mountPath: path, ...how } = mount;
    return [{ volume, path, ...how } as JsonObject];
  });
  return { plain, others: all.filter((mount) => !isPlain(mount)) };
}

function isPlain(mount: Json): mount is JsonObject {
  return (
    hasOnly(mount, ['name', 'mountPath', 'subPath', 'readOnly']) &&
    typeof mount.name === 'string' &&
    typeof mount.mountPath === 'string' &&
    mount.mountPath.startsWith('/')
  );
}
