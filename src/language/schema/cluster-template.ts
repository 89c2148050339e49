import type { Static } from 'typebox';
import { clusterDefaults } from './cluster-defaults.ts';
import { limits } from './cluster-limits.ts';
import { options } from './cluster-option.ts';
import { exposure, sampling, users } from './cluster-users.ts';
import { choice, fields, flag, formatted, integer, optional, quantity } from './field.ts';
import { namespaced, policy } from './metadata.ts';
import { network } from './network.ts';
import { podSchema } from './pod.ts';

const start = optional(
  choice(
    ['dialect', 'image'],
    'Who starts the program: `dialect` gives the command line of `dask scheduler` and `dask worker`, `image` leaves it to the image, which finds the same in variables. What `command` or `args` say comes before.',
    'image',
    { absent: '`dialect` for `dask`; `resaas` has its own `command` and `args`' },
  ),
);

const workers = fields(
  'How many workers a cluster may have.',
  {
    default: optional(
      integer('Workers of a cluster that has just started.', 2, {
        absent: '`min`',
      }),
    ),
    min: optional(integer('The fewest that a user may ask for.', 1, { default: 0 })),
    max: optional(
      integer('The most that a user may ask for.', 40, {
        absent: 'what the limits, the quota or the nodes allow',
        minimum: 1,
      }),
    ),
    adaptive: optional(
      flag('Whether users may have the number follow the work.', false, {
        default: clusterDefaults.adaptive,
      }),
    ),
  },
  { default: {} },
);

const perNode = fields(
  'What `worker.placement.onePerNode` means for clusters, whose number of workers then follows the nodes.',
  {
    apart: optional(
      choice(
        ['cluster', 'template'],
        "Whose workers stay off each other's nodes: those of one cluster, or those of all clusters of the template.",
        'template',
        { default: clusterDefaults.apart },
      ),
    ),
    reserve: optional(
      fields(
        'What is left free on each node; a worker then takes all the rest, in place of `worker.resources`.',
        {
          cpu: optional(quantity('Cores left free.', '1', { absent: 'none' })),
          memory: optional(quantity('Memory left free.', '4Gi', { absent: 'none' })),
        },
        { absent: 'workers take `worker.resources`' },
      ),
    ),
    surplus: optional(
      integer('Workers made beyond the nodes there are, for an autoscaler of nodes to see.', 1, {
        default: clusterDefaults.surplus,
      }),
    ),
  },
  { absent: 'apart within a cluster, no surplus; only with `worker.placement.onePerNode`' },
);

const duration = (description: string, example: string, fallback: string) =>
  optional(formatted('duration', description, example, { default: fallback }));

export const clusterTemplateSpec = fields('What a cluster is made of and who may have how much.', {
  dialect: choice(
    ['dask', 'resaas'],
    'Whose clients the gateway serves: those of dask-gateway, or those of the resaas scheduler (later chainsail).',
    'dask',
  ),
  group: optional(
    formatted('name', 'The CapacityGroup whose quota the clusters share.', 'science', {
      absent: 'none',
    }),
  ),
  scheduler: podSchema('The pod that there is one of: the scheduler, or the controller.', {
    start,
  }),
  worker: podSchema('The pod that a cluster has many of.', { start }),
  workers: optional(workers),
  perNode: optional(perNode),
  limits: optional(limits),
  options: optional(options),
  idleTimeout: duration(
    'After how long without work a cluster is stopped; `0s` is never.',
    '1h',
    clusterDefaults.idleTimeout,
  ),
  startTimeout: optional(
    formatted('duration', 'How long a cluster may take to start before it has failed.', '5m', {
      absent: `${clusterDefaults.startTimeout.dask} for \`dask\`, ${clusterDefaults.startTimeout.resaas} for \`resaas\``,
    }),
  ),
  workerStartTimeout: duration(
    'How long a worker may take to start before another is made in its place.',
    '5m',
    clusterDefaults.workerStartTimeout,
  ),
  maxLifetime: optional(
    formatted('duration', 'After how long a cluster is stopped whatever it does.', '7d', {
      absent: 'no limit',
    }),
  ),
  keepEnded: duration(
    'How long a cluster that has ended can still be asked about.',
    '24h',
    clusterDefaults.keepEnded,
  ),
  exposure: optional(exposure),
  users: optional(users),
  sampling: optional(sampling),
  network: optional(
    fields(
      'Whom the pods may talk to and be reached by, beyond DNS, the gateway and the pods of their own clusters.',
      network('', 'none').properties,
      { absent: 'nobody else' },
    ),
  ),
});

export const clusterTemplate = policy(
  'ClusterTemplate',
  'Clusters that people ask for at run time: a scheduler and workers.',
  namespaced,
  clusterTemplateSpec,
);

export type WrittenCluster = Static<typeof clusterTemplateSpec>;
