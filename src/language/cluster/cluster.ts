import type { ClusterDialect, ClusterPod, ClusterTemplate } from '../../model/cluster-template.ts';
import type { Environment } from '../../model/environment.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Identity } from '../../model/worker-pool.ts';
import { quantitiesAsText } from '../crd/quantities-as-text.ts';
import { readNetwork } from '../network/network.ts';
import type { Context } from '../place.ts';
import { readPod } from '../pod/read-pod.ts';
import type { WrittenCluster } from '../schema/cluster-template.ts';
import { reportForeignFields } from './dialect-fields.ts';
import { readLimits } from './limits.ts';
import { readOptions } from './options.ts';
import { readExposure, readSampling, readUsers } from './people.ts';
import { readTimes } from './times.ts';
import { readPerNode, readWorkers } from './workers.ts';

/** Reads a ClusterTemplate whose merged spec has passed its schema. */
export function readCluster(
  context: Context,
  identity: Identity,
  written: WrittenCluster,
  environment: Environment,
): ClusterTemplate {
  const { document, layers } = context;
  const { dialect, group } = written;
  reportForeignFields(context, written);
  const sampling = readSampling(context, dialect, written.sampling);
  const perNode = readPerNode(context, written);
  return {
    kind: 'ClusterTemplate',
    ...identity,
    dialect,
    ...(group !== undefined && { group }),
    scheduler: readClusterPod({ ...context, pod: 'scheduler' }, dialect, written.scheduler),
    worker: readClusterPod({ ...context, pod: 'worker' }, dialect, written.worker),
    workers: readWorkers(written.workers),
    ...(perNode && { perNode }),
    limits: readLimits(context, written.limits),
    times: readTimes(context, written),
    options: readOptions(context, dialect, written.options ?? []),
    exposure: readExposure(context, written),
    users: readUsers(written.users),
    ...(sampling && { sampling }),
    network: readNetwork(context, written.network ?? {}, {
      environment,
      connections: environment.connections,
      usual: [],
    }),
    written: quantitiesAsText('ClusterTemplate', written as unknown as JsonObject),
    provenance: { document, layers, derived: {} },
  };
}

function readClusterPod(
  context: Context,
  dialect: ClusterDialect,
  written: WrittenCluster['worker'],
): ClusterPod {
  const { start: _, ...pod } = written;
  return { ...readPod(context, pod), start: startOf(dialect, written) };
}

function startOf(
  dialect: ClusterDialect,
  { start, command, args }: WrittenCluster['worker'],
): ClusterPod['start'] {
  if (command !== undefined || args !== undefined || dialect === 'resaas') return 'policy';
  return start ?? 'dialect';
}
