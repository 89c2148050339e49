import { type Claim, claimsOf } from '../../../model/pod-claims.ts';
import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { mainContainer } from '../pod/pod-policy.ts';

/**
 * Checks that every container requests what is measured in percent of requests: an HPA gives up on a pod where one does
 * not. Containers that ended before the others started are not measured.
 */
export function reportUtilization(
  context: Context,
  { worker, scaling: { demand } }: WorkerPool,
): void {
  if (demand.mode !== 'utilization') return;
  const main = mainContainer(context);
  const { containers, initContainers } = claimsOf(worker, main);
  const running = [...containers, ...initContainers.filter(({ isSidecar }) => isSidecar)];
  for (const resource of ['cpu', 'memory'] as const) {
    const usage = demand[resource];
    if (usage === undefined || 'averageValue' in usage) continue;
    for (const { name } of running.filter((one) => !asksFor(one, resource))) {
      const who = name === main ? `\`spec.${main}\`` : `container \`${name}\``;
      complain(
        context,
        'utilization-needs-request',
        ['scaling', resource, 'averageUtilization'],
        (field) => `${field} needs a ${resource} request on every container, ${who} has none`,
        { help: `add \`resources.requests.${resource}\` there, or write \`averageValue\`` },
      );
    }
  }
}

/** Kubernetes takes a missing request from the limit. */
function asksFor({ requests, limits }: Claim, resource: string): boolean {
  return requests.has(resource) || limits.has(resource);
}
