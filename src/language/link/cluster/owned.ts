import type { ClusterDialect, ClusterPod, ClusterRole } from '../../../model/cluster-template.ts';
import type { Path } from '../../../model/source.ts';
import {
  dialectPorts,
  isGatewayVariable,
  ownedFolders,
  ownedPortNames,
  ownedVolumes,
} from '../../cluster/gateway-owned.ts';
import { type Context, complain } from '../../place.ts';

/** Reports what a pod of a cluster says that the gateway or the dialect says itself. */
export function reportOwned(
  context: Context,
  dialect: ClusterDialect,
  role: ClusterRole,
  pod: ClusterPod,
): void {
  for (const [index, { name }] of pod.env.entries()) {
    if (isGatewayVariable(name)) {
      reportTaken(context, ['worker', 'env', index, 'name'], name, 'the gateway sets itself');
    }
  }
  reportPorts(context, dialectPorts[dialect][role], pod);
  reportVolumes(context, ownedFolders[dialect], pod);
}

function reportPorts(
  context: Context,
  reserved: ReadonlyMap<number, string>,
  { ports }: ClusterPod,
): void {
  for (const [index, { name, containerPort }] of ports.entries()) {
    const at = ['worker', 'ports', index];
    const who = reserved.get(containerPort);
    if (who !== undefined) {
      reportTaken(context, [...at, 'containerPort'], `${containerPort}`, `belongs to ${who}`);
    }
    if (ownedPortNames.has(name)) {
      reportTaken(context, [...at, 'name'], name, 'is the name of a port of the dialect');
    }
  }
}

function reportVolumes(
  context: Context,
  folders: readonly string[],
  { volumes }: ClusterPod,
): void {
  for (const [index, { name, mountPath = '' }] of volumes.entries()) {
    const at = ['worker', 'volumes', index];
    if (ownedVolumes.has(name)) {
      reportTaken(context, [...at, 'name'], name, 'is the name of a volume of the gateway');
    }
    if (folders.includes(mountPath.replace(/\/+$/, ''))) {
      reportTaken(context, [...at, 'mountPath'], mountPath, 'is where the gateway mounts its own');
    }
  }
}

function reportTaken(context: Context, path: Path, found: string, why: string): void {
  complain(
    context,
    'gateway-owned',
    path,
    (field) => `${field} must not be ${found}, which ${why}`,
    {
      help: 'remove it, or choose another',
    },
  );
}
