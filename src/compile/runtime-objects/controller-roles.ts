import type { WorkerPool } from '../../model/worker-pool.ts';
import type { KubernetesObject } from '../object.ts';
import { clusterWideMetadata, componentMetadata, type Installed } from './component.ts';
import { isControlled, isWatched, type Needs } from './needs.ts';
import {
  allow,
  allowNamed,
  clusterRoleFor,
  events,
  type PolicyRule,
  reads,
  roleFor,
} from './role.ts';

/** What the controller may do in each namespace with policies: read what it looks at, and write exactly what it is there for. */
export function controllerRoles(
  needs: readonly Needs[],
  one: Installed,
): readonly KubernetesObject[] {
  return needs
    .filter(isControlled)
    .flatMap((here) =>
      roleFor(
        'controller',
        [
          ...watchedRules(here),
          ...poolRules(here, one),
          ...groupRules(here),
          ...jobRules(here),
          events,
        ],
        (kind) => componentMetadata(kind, 'controller', one, { namespace: here.namespace }),
        one,
      ),
    );
}

/** Nodes lie in no namespace; only a pool with one worker a node has to know them. */
export function controllerNodes(
  needs: readonly Needs[],
  one: Installed,
): readonly KubernetesObject[] {
  const counts = needs.some(({ pools }) =>
    pools.some((pool) => isScaled(pool) && pool.scaling.demand.mode === 'perNode'),
  );
  return clusterRoleFor(
    'controller',
    counts ? [allow('', ['nodes'], reads)] : [],
    (kind) => clusterWideMetadata(kind, 'controller', one, 'controller'),
    one,
  );
}

function isScaled({ engine }: WorkerPool): boolean {
  return engine.name === 'runtime';
}

/** Both kinds wherever there is one of either: a list that is forbidden would be asked for again and again. */
function watchedRules(here: Needs): readonly PolicyRule[] {
  return isWatched(here) ? [allow('roster.dev', ['workerpools', 'capacitygroups'], reads)] : [];
}

function poolRules({ pools }: Needs, { environment }: Installed): readonly PolicyRule[] {
  if (pools.length === 0) return [];
  const scaled = pools.filter(isScaled);
  const byKeda = pools.some(({ engine }) => engine.name === 'keda');
  const takesIdle = scaled.some(({ scaling }) => scaling.idleness !== undefined);
  return [
    allow('apps', ['deployments', 'replicasets'], reads),
    ...allowNamed('apps', 'deployments/scale', namesOf(scaled), ['get', 'patch', 'update']),
    allow('', ['pods'], reads),
    // which pods these may be no name can tell; an admission policy lets it change one annotation of theirs
    ...(takesIdle ? [allow('', ['pods'], ['patch'])] : []),
    ...allowNamed('roster.dev', 'workerpools/status', namesOf(pools), ['patch', 'update']),
    ...(byKeda ? [allow('keda.sh', ['scaledobjects'], reads)] : []),
    // also to see that nobody else scales what it scales
    ...(pools.some(({ engine }) => engine.name !== 'git')
      ? [allow('autoscaling', ['horizontalpodautoscalers'], reads)]
      : []),
    ...(environment.prometheusOperator.enabled
      ? [allow('monitoring.coreos.com', ['prometheusrules'], reads)]
      : []),
  ];
}

function groupRules({ groups }: Needs): readonly PolicyRule[] {
  if (groups.length === 0) return [];
  return [
    allow('', ['resourcequotas'], reads),
    ...allowNamed('roster.dev', 'capacitygroups/status', namesOf(groups), ['patch', 'update']),
  ];
}

function jobRules({ pools, jobs }: Needs): readonly PolicyRule[] {
  if (jobs.length === 0) return [];
  return [
    allow('batch', ['jobs'], ['create', 'delete', ...reads, 'patch']),
    ...(pools.length === 0 ? [allow('', ['pods'], reads)] : []),
    // the answer to a request carries what the work printed, or says where that is stored
    allow('', ['pods/log'], ['get']),
    allow('roster.dev', ['jobtemplates'], reads),
    ...allowNamed('roster.dev', 'jobtemplates/status', namesOf(jobs), ['patch', 'update']),
  ];
}

function namesOf(policies: readonly { readonly name: string }[]): readonly string[] {
  return policies.map(({ name }) => name);
}
