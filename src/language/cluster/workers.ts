import type { ClusterWorkers, PerNode } from '../../model/cluster-template.ts';
import { type Context, complain } from '../place.ts';
import { clusterDefaults } from '../schema/cluster-defaults.ts';
import type { WrittenCluster } from '../schema/cluster-template.ts';
import { readQuantity } from '../values/values.ts';

/** Reads `spec.workers`. */
export function readWorkers({
  min = 0,
  default: usual = min,
  max,
  adaptive = clusterDefaults.adaptive,
}: NonNullable<WrittenCluster['workers']> = {}): ClusterWorkers {
  return { default: usual, min, ...(max !== undefined && { max }), adaptive };
}

/** Reads what one worker a node means; `undefined` where workers may share nodes. */
export function readPerNode(
  context: Context,
  { perNode, worker }: WrittenCluster,
): PerNode | undefined {
  if (worker.placement?.onePerNode !== true) {
    if (perNode !== undefined) reportAlone(context);
    return undefined;
  }
  const {
    apart = clusterDefaults.apart,
    surplus = clusterDefaults.surplus,
    reserve,
  } = perNode ?? {};
  return { apart, ...(reserve && { reserve: readReserve(context, reserve) }), surplus };
}

function reportAlone(context: Context): void {
  complain(
    context,
    'conflicting-fields',
    ['perNode'],
    (field) => `${field} must have \`spec.worker.placement.onePerNode: true\` beside it`,
    { at: 'key', help: 'add that, or remove `perNode`' },
  );
}

function readReserve(
  context: Context,
  { cpu, memory }: NonNullable<NonNullable<WrittenCluster['perNode']>['reserve']>,
): NonNullable<PerNode['reserve']> {
  const path = ['perNode', 'reserve'];
  return {
    ...(cpu !== undefined && { cpu: readQuantity(context, [...path, 'cpu'], cpu) }),
    ...(memory !== undefined && { memory: readQuantity(context, [...path, 'memory'], memory) }),
  };
}
