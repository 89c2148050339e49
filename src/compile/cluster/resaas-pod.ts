import { samplingPorts } from '../../model/cluster-ports.ts';
import type { ClusterRole, ClusterTemplate } from '../../model/cluster-template.ts';
import type { Port, Probe } from '../../model/container.ts';
import type { PeerPort } from '../../model/network.ts';
import type { Pod } from '../../model/pod.ts';
import { millis } from '../../model/units.ts';
import type { Volume } from '../../model/volume.ts';
import { ownSecret } from './gateway.ts';
import { keepOnNode } from './keep-on-node.ts';
import { field, placeVariables } from './place-variables.ts';

/** What the nodes of a sampling cluster talk to each other on: SSH, and MPI out of band and in it. */
export const nodePorts: readonly PeerPort[] = [
  { port: samplingPorts.ssh, protocol: 'TCP' },
  { port: 3_999, protocol: 'TCP' },
  { port: 4_000, endPort: 4_999, protocol: 'TCP' },
];

/** A pod of a sampling cluster: the key of its cluster, and for the controller its job, and where the gateway is with a token for it. */
export function resaasPod(cluster: ClusterTemplate, role: ClusterRole, gateway: string): Pod {
  const { start: _, ...pod } = cluster[role];
  const isController = role === 'scheduler';
  return {
    ...pod,
    env: [
      ...placeVariables(pod),
      field('ROSTER_JOB_ID', "metadata.labels['roster.dev/job-id']"),
      ...(isController ? [{ name: 'ROSTER_GATEWAY', value: gateway }] : []),
      ...pod.env,
    ],
    ports: [...(isController ? [ssh, health] : [ssh]), ...pod.ports],
    volumes: [keys, ...(isController ? [job, token] : []), ...pod.volumes],
    probes: { startup: isController ? listening('health') : listening('ssh'), ...pod.probes },
    annotations: isController ? { ...keepOnNode, ...pod.annotations } : pod.annotations,
  };
}

const ssh: Port = { name: 'ssh', containerPort: samplingPorts.ssh };
const health: Port = { name: 'health', containerPort: samplingPorts.health };

function listening(port: string): Probe {
  return { tcpSocket: { port }, period: millis(2_000), failureThreshold: 60 };
}

/** SSH wants keys that only root reads. */
const keys: Volume = {
  name: 'credentials',
  mountPath: '/root/.ssh',
  readOnly: true,
  secret: { secretName: ownSecret.inTemplate, defaultMode: 0o400 },
};

/** The gateway writes the job into an annotation of the controller: no ConfigMap is left behind. */
const job: Volume = {
  name: 'job',
  mountPath: '/chainsail-jobspec',
  readOnly: true,
  downwardAPI: {
    items: [
      { path: 'job.json', fieldRef: { fieldPath: "metadata.annotations['roster.dev/job']" } },
    ],
  },
};

/** Says which cluster the controller is of, to the gateway and to nobody else. */
const token: Volume = {
  name: 'token',
  mountPath: '/var/run/roster',
  readOnly: true,
  projected: {
    sources: [
      {
        serviceAccountToken: {
          audience: 'roster-gateway',
          expirationSeconds: 3_600,
          path: 'token',
        },
      },
    ],
  },
};
