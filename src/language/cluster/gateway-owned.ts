import { daskPorts, samplingPorts } from '../../model/cluster-ports.ts';
import type { ClusterDialect, ClusterRole } from '../../model/cluster-template.ts';

const variables: ReadonlySet<string> = new Set([
  'DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION',
  'DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES',
  'DASK_DISTRIBUTED__SCHEDULER__IDLE_TIMEOUT',
  'DASK_START_AS_SCHEDULER',
  'DASK_SCHEDULER_URL',
  'DASK_WORKER_NAME',
  'DASK_NTHREADS',
  'DASK_MEMORY_LIMIT',
]);

/** Tells whether an environment variable is one that the gateway or the dialect sets on the pods of a cluster. */
export function isGatewayVariable(name: string): boolean {
  return (
    name.startsWith('ROSTER_') ||
    name.startsWith('DASK_DISTRIBUTED__COMM__TLS__') ||
    variables.has(name)
  );
}

/** The ports that the dialect has for itself, by what listens there. */
export const dialectPorts: Readonly<
  Record<ClusterDialect, Readonly<Record<ClusterRole, ReadonlyMap<number, string>>>>
> = {
  dask: {
    scheduler: new Map([
      [daskPorts.scheduler.comm, 'the scheduler'],
      [daskPorts.scheduler.http, "the scheduler's HTTP API"],
    ]),
    worker: new Map([
      [daskPorts.worker.http, "the worker's HTTP API"],
      [daskPorts.worker.comm, 'the worker'],
    ]),
  },
  resaas: {
    scheduler: new Map([
      [samplingPorts.ssh, 'SSH'],
      [samplingPorts.health, "the controller's health service"],
    ]),
    worker: new Map([[samplingPorts.ssh, 'SSH']]),
  },
};

/** The names of ports, volumes and the folders that Roster adds to the pods. */
export const ownedPortNames: ReadonlySet<string> = new Set(['comm', 'http', 'health', 'ssh']);
export const ownedVolumes: ReadonlySet<string> = new Set([
  'credentials',
  'job',
  'scratch',
  'token',
]);
export const ownedFolders: Readonly<Record<ClusterDialect, readonly string[]>> = {
  dask: ['/etc/dask-credentials'],
  resaas: ['/root/.ssh', '/chainsail-jobspec', '/var/run/roster'],
};
