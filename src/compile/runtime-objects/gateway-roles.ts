import { isOverHttp } from '../../model/requested-job.ts';
import type { KubernetesObject } from '../object.ts';
import { clusterWideMetadata, componentMetadata, type Installed } from './component.ts';
import { isServed, type Needs } from './needs.ts';
import { allow, clusterRoleFor, events, type PolicyRule, reads, roleFor } from './role.ts';

/** What the gateway may do beside the clusters themselves, whose Roles come with their templates: Jobs on request, and Events. */
export function gatewayRoles(needs: readonly Needs[], one: Installed): readonly KubernetesObject[] {
  return needs
    .filter(isServed)
    .flatMap((here) =>
      roleFor(
        'gateway',
        rulesOf(here),
        (kind) => componentMetadata(kind, 'gateway', one, { namespace: here.namespace }),
        one,
      ),
    );
}

/** Only clusters with one worker a node have to know how many nodes there are. */
export function gatewayNodes(needs: readonly Needs[], one: Installed): readonly KubernetesObject[] {
  const counts = needs.some(({ clusters }) =>
    clusters.some(({ perNode }) => perNode !== undefined),
  );
  return clusterRoleFor(
    'gateway',
    counts ? [allow('', ['nodes'], reads)] : [],
    (kind) => clusterWideMetadata(kind, 'gateway', one, 'gateway'),
    one,
  );
}

function rulesOf({ jobs }: Needs): readonly PolicyRule[] {
  if (!jobs.some(isOverHttp)) return [events];
  return [
    allow('batch', ['jobs'], ['create', 'delete', ...reads, 'patch']),
    allow('roster.dev', ['jobtemplates'], reads),
    events,
  ];
}
