import type { Static } from 'typebox';
import { choice, fields, optional, text } from './field.ts';
import { namespaced, policy } from './metadata.ts';
import { metrics } from './metrics.ts';
import { network } from './network.ts';
import { alerts, disruption, scaling } from './scaling.ts';
import { worker } from './worker.ts';

export const engines = ['auto', 'git', 'hpa', 'keda', 'runtime'] as const;

export const workerPoolSpec = fields('What the pool is and how it scales.', {
  profile: optional(
    text('Profile whose values apply where this policy has none.', 'hyperflow-worker', {
      absent: 'none',
    }),
  ),
  worker,
  group: optional(
    text('CapacityGroup of the same namespace whose quota the pool shares.', 'montage', {
      absent: 'none',
    }),
  ),
  engine: optional(
    choice(
      engines,
      'Who moves the number of workers; `auto` takes Git for fixed numbers, an HPA for mode `utilization`, KEDA where KEDA can do exactly what the policy says, and the runtime otherwise.',
      'keda',
      { default: 'auto' },
    ),
  ),
  scaling,
  alerts: optional(alerts),
  disruption: optional(disruption),
  network: optional(
    network(
      'Cuts the workers off from all but DNS, the connections named here and the peers (NetworkPolicy); `{}` does, too.',
      'the broker of its signal, if that is RabbitMQ or Redis; `[]` is none',
    ),
  ),
  metrics: optional(metrics),
});

export const workerPool = policy(
  'WorkerPool',
  'A set of identical queue workers and how many there should be.',
  namespaced,
  workerPoolSpec,
);

export type WrittenPool = Static<typeof workerPoolSpec>;
export type WrittenMetadata = Static<typeof namespaced>;
