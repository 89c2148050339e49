import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';

/** Checks what mode `share` needs: a group for our own formula, a quota that counts the pods for HyperFlow's. */
export function reportBudget({ pools, groups }: Estate, diagnostics: Diagnostic[]): void {
  const budgets = groups.filter(
    ({ quota }) => quota.has('requests.cpu') || quota.has('requests.memory'),
  );
  for (const pool of pools) {
    const { demand } = pool.scaling;
    if (demand.mode !== 'share') continue;
    const { document, layers } = pool.provenance;
    const context = { document, layers, diagnostics };
    if (demand.formula !== 'roster') {
      reportQuota(
        context,
        pool,
        budgets.filter(({ namespace }) => namespace === pool.namespace),
      );
    } else if (pool.group === undefined) {
      complain(
        context,
        'missing-field',
        ['group'],
        (field) => `${field} is required by mode \`share\`: it is a share of a group's quota`,
        { at: 'key', help: 'name the CapacityGroup whose quota the pool shares' },
      );
    }
  }
}

function reportQuota(
  context: Context,
  { namespace, worker }: WorkerPool,
  budgets: readonly CapacityGroup[],
): void {
  if (budgets.length === 0) {
    const missing = `there is no CapacityGroup with cpu or memory in namespace \`${namespace}\``;
    complain(
      context,
      'no-budget',
      ['scaling', 'mode'],
      () => `a pool with HyperFlow's formula must have a ResourceQuota to share, ${missing}`,
      {
        help: 'add a CapacityGroup to the namespace; without a quota in the cluster the formula gives no number and the pool never scales',
      },
    );
    return;
  }
  const { priorityClass } = worker;
  if (
    priorityClass === undefined ||
    budgets.some((one) => one.priorityClass.name === priorityClass)
  )
    return;
  complain(
    context,
    'no-budget',
    ['worker', 'priorityClass'],
    () =>
      `the pods have PriorityClass \`${priorityClass}\`, which no CapacityGroup of namespace \`${namespace}\` makes, so its quota does not count them`,
    { help: `set \`spec.priorityClass.name: ${priorityClass}\` in the CapacityGroup` },
  );
}
