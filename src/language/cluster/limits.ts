import type { ClusterLimits } from '../../model/cluster-template.ts';
import type { Quantity } from '../../model/quantity.ts';
import type { Context } from '../place.ts';
import { clusterDefaults } from '../schema/cluster-defaults.ts';
import type { WrittenCluster } from '../schema/cluster-template.ts';
import { readQuantity } from '../values/values.ts';

type Written = NonNullable<WrittenCluster['limits']>;

/** Reads `spec.limits`, its quantities resolved. */
export function readLimits(context: Context, written: Written = {}): ClusterLimits {
  const { perCluster = {}, perUser = {}, total = {} } = written;
  const { clusters = clusterDefaults.clustersPerUser } = perUser;
  return {
    perCluster: readAmounts(context, 'perCluster', perCluster),
    perUser: { clusters, ...readAmounts(context, 'perUser', perUser) },
    total: {
      ...(total.clusters !== undefined && { clusters: total.clusters }),
      ...readAmounts(context, 'total', total),
      ...(total.pods !== undefined && { pods: total.pods }),
    },
  };
}

interface Amounts {
  readonly cpu?: string | number;
  readonly memory?: string | number;
}

function readAmounts(
  context: Context,
  of: keyof Written,
  { cpu, memory }: Amounts,
): { readonly cpu?: Quantity; readonly memory?: Quantity } {
  return {
    ...(cpu !== undefined && { cpu: readQuantity(context, ['limits', of, 'cpu'], cpu) }),
    ...(memory !== undefined && {
      memory: readQuantity(context, ['limits', of, 'memory'], memory),
    }),
  };
}
