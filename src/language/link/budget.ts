import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Estate } from '../../model/environment.ts';
import { complain } from '../place.ts';

/** Checks what mode `share` needs: a group for our own formula, a quota in the namespace for HyperFlow's. */
export function reportBudget({ pools, groups }: Estate, diagnostics: Diagnostic[]): void {
  const budgeted = new Set(
    groups
      .filter(({ quota }) => quota.has('requests.cpu') || quota.has('requests.memory'))
      .map(({ namespace }) => namespace),
  );
  for (const { scaling, group, namespace, provenance } of pools) {
    if (scaling.demand.mode !== 'share') continue;
    const context = { document: provenance.document, layers: provenance.layers, diagnostics };
    if (scaling.demand.formula === 'roster') {
      if (group !== undefined) continue;
      complain(
        context,
        'missing-field',
        ['group'],
        (field) => `${field} is required by mode \`share\`: it is a share of a group's quota`,
        { at: 'key', help: 'name the CapacityGroup whose quota the pool shares' },
      );
    } else if (!budgeted.has(namespace)) {
      complain(
        context,
        'no-budget',
        ['scaling', 'mode'],
        () =>
          `a pool with HyperFlow's formula must have a ResourceQuota to share, there is no CapacityGroup with cpu or memory in namespace \`${namespace}\``,
        {
          help: 'add a CapacityGroup to the namespace; without a quota in the cluster the formula gives no number and the pool never scales',
        },
      );
    }
  }
}
