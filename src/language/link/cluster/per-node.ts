import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import type { Environment } from '../../../model/environment.ts';
import { isAtLeast } from '../../../model/version.ts';
import { type Context, complain } from '../../place.ts';

/** Checks what one worker a node contradicts. */
export function reportPerNode(
  context: Context,
  { perNode, worker, scheduler }: ClusterTemplate,
  environment: Environment,
): void {
  if (scheduler.placement.onePerNode) reportScheduler(context);
  if (perNode === undefined) return;
  if (perNode.apart === 'cluster') reportVersion(context, environment);
  if (perNode.reserve === undefined) return;
  for (const kind of ['requests', 'limits'] as const) {
    for (const name of ['cpu', 'memory']) {
      if (!worker[kind].has(name)) continue;
      complain(
        context,
        'conflicting-fields',
        ['worker', 'resources', kind, name],
        (field) =>
          `${field} must not stand beside \`spec.perNode.reserve\`: a worker takes what its node has but the reserve`,
        { at: 'key', help: 'remove one of the two' },
      );
    }
  }
}

function reportScheduler(context: Context): void {
  complain(
    context,
    'conflicting-fields',
    ['scheduler', 'placement', 'onePerNode'],
    (field) => `${field} has no meaning: a cluster has one scheduler`,
    { at: 'key', help: 'remove it' },
  );
}

/** Only since 1.31 can a rule of a template say "of the same cluster". */
function reportVersion(context: Context, { name, versions: { kubernetes } }: Environment): void {
  if (isAtLeast(kubernetes, [1, 31])) return;
  complain(
    context,
    'wrong-value',
    ['worker', 'placement', 'onePerNode'],
    (field) =>
      `${field} needs Kubernetes 1.31 for workers of one cluster, environment \`${name}\` has ${kubernetes.join('.')}`,
    { at: 'key', help: 'set `spec.perNode.apart: template`' },
  );
}
