import { daskPorts } from '../../model/cluster-ports.ts';
import type { ClusterRole, ClusterTemplate } from '../../model/cluster-template.ts';
import type { EnvVar, Port, Probe } from '../../model/container.ts';
import type { Pod } from '../../model/pod.ts';
import { millis, seconds } from '../../model/units.ts';
import type { Volume } from '../../model/volume.ts';
import { ownSecret } from './gateway.ts';
import { keepOnNode } from './keep-on-node.ts';
import { placeVariables } from './place-variables.ts';

const credentials = '/etc/dask-credentials';

/** A pod of a Dask cluster: encrypted on all sides, with the command line of its role unless the policy or the image has one. */
export function daskPod(cluster: ClusterTemplate, role: ClusterRole): Pod {
  const { start, ...pod } = cluster[role];
  const args = start === 'dialect' ? commandLine(cluster, role) : pod.args;
  const isProbed = start === 'dialect' || role === 'scheduler';
  return {
    ...pod,
    ...(args && { args }),
    env: [...placeVariables(pod), ...variables(cluster, role), ...pod.env],
    ports: [...portsOf(role), ...pod.ports],
    volumes: [credentialsVolume, ...scratch(cluster, role), ...pod.volumes],
    probes: isProbed ? { readiness: health, ...pod.probes } : pod.probes,
    annotations: role === 'scheduler' ? { ...keepOnNode, ...pod.annotations } : pod.annotations,
  };
}

/** In `args`, so that the entrypoint of the image runs; the two-word form, since the other one is gone. */
function commandLine(
  { exposure, times, perNode }: ClusterTemplate,
  role: ClusterRole,
): readonly string[] {
  const { comm, http } = daskPorts[role];
  if (role === 'scheduler') {
    const pages = exposure.dashboard ? [] : ['--no-dashboard'];
    const listen = ['--port', `${comm}`, '--dashboard-address', `:${http}`];
    return ['dask', 'scheduler', '--protocol', 'tls', ...listen, ...pages];
  }
  const whole = perNode?.reserve ? ['--resources', 'CPU=$(ROSTER_CORES),RAM=$(ROSTER_MEMORY)'] : [];
  return [
    ...['dask', 'worker', '$(ROSTER_SCHEDULER)', '--name', '$(ROSTER_POD)'],
    ...['--nthreads', '$(ROSTER_CORES)', '--memory-limit', '$(ROSTER_MEMORY)'],
    // under a nanny a worker that was retired comes back, and takes tasks again
    '--no-nanny',
    ...['--death-timeout', `${seconds(times.workerStartTimeout)}`],
    ...['--worker-port', `${comm}`, '--dashboard-address', `:${http}`],
    ...whole,
  ];
}

const address = `tls://dask-$(ROSTER_CLUSTER).$(ROSTER_NAMESPACE):${daskPorts.scheduler.comm}`;

/** The lists of distributed leave out its API, which the gateway asks. */
const routes = JSON.stringify(
  [
    'scheduler.prometheus',
    'scheduler.info',
    'scheduler.json',
    'scheduler.api',
    'health',
    'statics',
  ].map((route) => `distributed.http.${route}`),
);

function variables(cluster: ClusterTemplate, role: ClusterRole): readonly EnvVar[] {
  const tls = `DASK_DISTRIBUTED__COMM__TLS__`;
  const own = `${tls}${role.toUpperCase()}__`;
  return [
    { name: 'ROSTER_SCHEDULER', value: address },
    { name: `${tls}CA_FILE`, value: `${credentials}/dask.crt` },
    { name: `${own}CERT`, value: `${credentials}/dask.crt` },
    { name: `${own}KEY`, value: `${credentials}/dask.pem` },
    { name: 'DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION', value: 'True' },
    ...(role === 'scheduler' ? schedulerVariables(cluster) : []),
    ...(cluster[role].start === 'image' ? imageVariables[role] : []),
    ...(scratch(cluster, role).length > 0
      ? [{ name: scratchVariable, value: scratchVolume.mountPath }]
      : []),
  ];
}

/** The scheduler ends by itself when it is idle, so that it does while the gateway is down. */
function schedulerVariables({ times: { idleTimeout } }: ClusterTemplate): readonly EnvVar[] {
  const idle = 'DASK_DISTRIBUTED__SCHEDULER__IDLE_TIMEOUT';
  return [
    { name: 'DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES', value: routes },
    ...(idleTimeout === undefined ? [] : [{ name: idle, value: `${seconds(idleTimeout)}s` }]),
  ];
}

/** What images that start by themselves go by; oSparc's do. */
const imageVariables: Readonly<Record<ClusterRole, readonly EnvVar[]>> = {
  scheduler: [{ name: 'DASK_START_AS_SCHEDULER', value: '1' }],
  worker: [
    { name: 'DASK_SCHEDULER_URL', value: '$(ROSTER_SCHEDULER)' },
    { name: 'DASK_WORKER_NAME', value: '$(ROSTER_POD)' },
    { name: 'DASK_NTHREADS', value: '$(ROSTER_CORES)' },
    { name: 'DASK_MEMORY_LIMIT', value: '$(ROSTER_MEMORY)' },
  ],
};

function portsOf(role: ClusterRole): readonly Port[] {
  const { comm, http } = daskPorts[role];
  return [
    { name: 'comm', containerPort: comm },
    { name: 'http', containerPort: http },
  ];
}

const credentialsVolume: Volume = {
  name: 'credentials',
  mountPath: credentials,
  readOnly: true,
  secret: { secretName: ownSecret.inTemplate },
};

const scratchVariable = 'DASK_TEMPORARY_DIRECTORY';
const scratchVolume = {
  name: 'scratch',
  mountPath: '/tmp',
  emptyDir: {},
} as const satisfies Volume;

/** Dask writes temporary files, which a read-only root file system has no place for. */
function scratch(cluster: ClusterTemplate, role: ClusterRole): readonly Volume[] {
  const { security, volumes, env } = cluster[role];
  const isProvided =
    security.relax.includes('writableRootFilesystem') ||
    volumes.some(({ mountPath }) => mountPath === scratchVolume.mountPath) ||
    env.some(({ name }) => name === scratchVariable);
  return isProvided ? [] : [scratchVolume];
}

const health: Probe = { httpGet: { path: '/health', port: 'http' }, period: millis(2_000) };
