import type { CapacityGroup } from '../../model/capacity-group.ts';
import { type JobTemplate, mostPods } from '../../model/job-template.ts';
import { podAmount } from '../../model/pod-resources.ts';
import { formatAmount, type Quantity } from '../../model/quantity.ts';
import { type Context, complain } from '../place.ts';
import { placeOf, reportRequests } from './quota.ts';

/** Checks a job against the quota of its group: requests are there, one pod fits, and so does all that may run at once. */
export function reportJobQuota(
  context: Context,
  job: JobTemplate,
  groups: readonly CapacityGroup[],
): void {
  const group = groups.find(
    ({ namespace, name }) => namespace === job.namespace && name === job.group,
  );
  if (group === undefined) return;
  const over: string[] = [];
  for (const [resource, quota] of group.quota) {
    reportRequests(context, group, resource, job);
    const amount = podAmount(job.worker, resource);
    if (amount === undefined) continue;
    const together = amount * BigInt(mostPods(job) ?? job.parallelism);
    if (amount > quota.nano) reportOne(context, job, { group, resource, quota, amount });
    else if (together > quota.nano) {
      over.push(`${formatAmount(together, resource)} ${resource} of ${quota.text}`);
    }
  }
  if (over.length > 0) reportTogether(context, job, group, over);
}

interface Need {
  readonly group: CapacityGroup;
  readonly resource: string;
  readonly quota: Quantity;
  readonly amount: bigint;
}

function reportOne(
  context: Context,
  { worker }: JobTemplate,
  { group, resource, quota, amount }: Need,
): void {
  complain(
    context,
    'quota-below-worker',
    resource === 'pods' ? ['group'] : placeOf(worker, resource),
    (field) =>
      `${field} must leave room for one pod in group \`${group.name}\`: it needs ${formatAmount(amount, resource)} ${resource}, the quota is ${quota.text}`,
    { help: 'raise the quota or make the pod smaller' },
  );
}

function reportTogether(
  context: Context,
  { trigger, concurrency, parallelism }: JobTemplate,
  group: CapacityGroup,
  over: readonly string[],
): void {
  const isMany = trigger.kind === 'keda' || trigger.kind === 'requests';
  const what = isMany ? `${concurrency} × ${parallelism} pods` : `${parallelism} pods`;
  complain(
    context,
    'jobs-over-quota',
    [isMany ? 'concurrency' : 'parallelism'],
    (field) =>
      `${field} must not let more run at once than the quota of group \`${group.name}\` holds: ${what} need ${over.join(' and ')}`,
    { help: 'lower it or raise the quota; what is over waits without a pod' },
  );
}
