import type { Placement } from '../../../model/pod.ts';
import { type Context, complain } from '../../place.ts';
import { reportLabelKey, reportToleration } from '../../pod/report-toleration.ts';
import { isLabelKey } from '../../values/names.ts';
import type { PodPolicy } from './pod-policy.ts';

/** Checks tolerations and spreading by the API server's rules. */
export function reportPlacement(context: Context, { worker: { placement } }: PodPolicy): void {
  for (const [index, one] of placement.tolerations.entries()) {
    reportToleration(context, ['worker', 'placement', 'tolerations', index], one);
  }
  reportSpread(context, placement.spread);
}

function reportSpread(context: Context, spread: Placement['spread']): void {
  const seen = new Set<string>();
  for (const [index, { topologyKey, whenUnsatisfiable }] of spread.entries()) {
    const path = ['worker', 'placement', 'spread', index, 'topologyKey'];
    if (!isLabelKey(topologyKey)) reportLabelKey(context, path, topologyKey);
    const pair = `${whenUnsatisfiable} ${topologyKey}`;
    if (seen.has(pair)) {
      complain(
        context,
        'conflicting-fields',
        path,
        (field) =>
          `${field} must be unique in its list for \`whenUnsatisfiable: ${whenUnsatisfiable}\`, \`${topologyKey}\` stands there twice`,
      );
    }
    seen.add(pair);
  }
}
