import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import { type Context, complain } from '../../place.ts';

/** Warns of Dask clusters that nobody can talk to: neither through the gateway nor from a place that the policy names. */
export function reportReach(
  context: Context,
  { dialect, exposure, network }: ClusterTemplate,
): void {
  if (dialect !== 'dask' || exposure.scheduler === 'gateway' || network.ingress.length > 0) return;
  complain(
    context,
    'cluster-unreachable',
    ['exposure', 'scheduler'],
    (field) => `${field} must be \`gateway\` unless \`spec.network.ingress\` names who connects`,
    { help: 'for example `network: {ingress: [{podLabels: {app: notebook}}]}`' },
  );
}
