import type { Rule } from './rule.ts';

/** What can be wrong with the networks of pools and clusters, and with the metrics and utilization of a WorkerPool. */
export const poolCodes = {
  'invalid-cidr': {
    severity: 'error',
    title: 'not a block of addresses',
    help: 'Write 192.0.2.0/24 or 2001:db8::/32, without bits beyond the prefix.',
  },
  'nowhere-on-network': {
    severity: 'error',
    title: 'a NetworkPolicy cannot say where something is',
    help: 'Say in the Environment which pods or addresses it is, with network.',
  },
  'no-such-port': {
    severity: 'error',
    title: 'metrics are to be read from a port that no container has',
    help: 'Declare the port in worker.ports and give it that name.',
  },
  'no-pod-monitor': {
    severity: 'warning',
    title: 'metrics that nobody reads',
    help: 'A PodMonitor is rendered where the environment has a Prometheus operator; remove metrics there, or enable it.',
  },
  'broker-cannot-tell': {
    severity: 'error',
    title: 'a broker is asked which workers are idle, and cannot know',
    help: 'RabbitMQ tells its consumers by the management API alone: use a rabbitmq signal with such a connection, or have the workers say it.',
  },
  'idle-unknown': {
    severity: 'warning',
    title: 'idle workers are to go first, and nobody says which are idle',
    help: 'Let the workers say it by an annotation or over HTTP, with spec.scaling.idleness.',
  },
  'utilization-needs-request': {
    severity: 'error',
    title: 'a share of a request is to be kept, and a container requests nothing',
    help: 'The HPA fails for such pods: add the request to every container, or use averageValue.',
  },
} as const satisfies Record<string, Rule>;
