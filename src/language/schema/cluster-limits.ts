import { clusterDefaults } from './cluster-defaults.ts';
import { fields, integer, optional, quantity } from './field.ts';

const amounts = (of: string) => ({
  cpu: optional(quantity(`CPU requests of ${of}.`, '40', { absent: 'no limit' })),
  memory: optional(quantity(`Memory requests of ${of}.`, '160Gi', { absent: 'no limit' })),
});

export const limits = fields(
  'How much may be had. Whoever asks for more is told which limit it was.',
  {
    perCluster: optional(
      fields('What one cluster may have.', amounts('one cluster, scheduler included'), {
        absent: 'no limits but `workers.max`',
      }),
    ),
    perUser: optional(
      fields(
        'What one user may have at a time.',
        {
          clusters: optional(
            integer('Clusters of one user.', 2, {
              default: clusterDefaults.clustersPerUser,
              minimum: 1,
            }),
          ),
          ...amounts('all clusters of one user'),
        },
        { default: {} },
      ),
    ),
    total: optional(
      fields(
        'What all clusters of the template may have together; it becomes a ResourceQuota. A template in a group has the quota of its group instead.',
        {
          clusters: optional(integer('Clusters.', 20, { absent: 'no limit', minimum: 1 })),
          ...amounts('all clusters'),
          pods: optional(integer('Pods.', 200, { absent: 'no limit', minimum: 1 })),
        },
        { absent: 'no limits' },
      ),
    ),
  },
  { default: {} },
);
