import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import { podAmount } from '../../../model/pod-resources.ts';
import { formatAmount, type Quantity } from '../../../model/quantity.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';

/** An amount that at least one cluster must fit into. */
export interface Bound {
  readonly path: Path;
  readonly amount: Quantity;
  /** As a quota names it: `requests.cpu`, `pods`. */
  readonly resource: string;
  /** Whether it bounds the size of a cluster on purpose, so that a maximum beyond it only says less. */
  readonly isCluster: boolean;
  /** Whose amount it is, where the field alone does not say it. */
  readonly of?: string;
}

/** Reports a bound that no useful cluster fits into, and a maximum of workers that it never lets a cluster have. */
export function reportRoom(context: Context, cluster: ClusterTemplate, bound: Bound): void {
  const { workers } = cluster;
  const least = Math.max(workers.default, workers.min, 1);
  const needed = amountFor(cluster, bound.resource, least);
  if (needed !== undefined && needed > bound.amount.nano) {
    reportTooLarge(context, bound, least, needed);
    return;
  }
  if (workers.max === undefined || bound.isCluster) return;
  const most = amountFor(cluster, bound.resource, workers.max);
  if (most === undefined || most <= bound.amount.nano) return;
  const { resource, amount } = bound;
  complain(
    context,
    'cluster-over-quota',
    ['workers', 'max'],
    (field) =>
      `${field} can never be had: a cluster of ${workers.max} workers needs ${formatAmount(most, resource)} ${resource}, ${whose(bound)} is ${amount.text}`,
    { severity: 'warning', help: 'lower it, or raise the other' },
  );
}

function reportTooLarge(context: Context, bound: Bound, workers: number, needed: bigint): void {
  const { path, resource, amount } = bound;
  const size = `a scheduler and ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  complain(
    context,
    'cluster-over-quota',
    path,
    (field) =>
      `${field} must leave room for ${size}${bound.of ? ` in ${bound.of}` : ''}: they need ${formatAmount(needed, resource)} ${resource}, ${bound.of ? 'the quota' : 'it'} is ${amount.text}`,
    { help: 'raise it, or make the pods or `spec.workers.default` smaller' },
  );
}

function whose({ path, of }: Bound): string {
  return of === undefined ? `\`spec.${path.join('.')}\`` : `the quota of ${of}`;
}

/** What a scheduler and so many workers take; `undefined` where it is not known. */
function amountFor(
  { scheduler, worker, perNode }: ClusterTemplate,
  resource: string,
  workers: number,
): bigint | undefined {
  const one = podAmount(worker, resource, 'worker');
  if (one === undefined || (perNode?.reserve !== undefined && resource !== 'pods'))
    return undefined;
  return (podAmount(scheduler, resource, 'scheduler') ?? 0n) + one * BigInt(workers);
}
