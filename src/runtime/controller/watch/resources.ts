import type { KubeObject } from '../../kube/api-client.ts';
import type { Resource } from '../../kube/resource-path.ts';
import type { Watched, WatchedName, World } from '../cell/world.ts';
import { trimDeployment, trimPod, trimPool, trimScaler, trimToName } from './trim.ts';

/** How a resource is watched in a namespace. */
export interface WatchPlan<T extends KubeObject> {
  readonly resource: Pick<Resource, 'group' | 'version'>;
  readonly trim?: (object: T) => T;
  /** Whether anything in the namespace needs it: there may be no right to read it, nor such a kind, where nothing does. */
  readonly isNeeded: (world: World) => boolean;
}

const always = () => true;

/** All that the controller watches in a namespace. */
export const watchPlans: { readonly [K in WatchedName]: WatchPlan<Watched[K]> } = {
  workerpools: {
    resource: { group: 'roster.dev', version: 'v1alpha1' },
    trim: trimPool,
    isNeeded: always,
  },
  capacitygroups: { resource: { group: 'roster.dev', version: 'v1alpha1' }, isNeeded: always },
  deployments: {
    resource: { group: 'apps', version: 'v1' },
    trim: trimDeployment,
    isNeeded: hasPools,
  },
  pods: { resource: { group: '', version: 'v1' }, trim: trimPod, isNeeded: hasPools },
  resourcequotas: { resource: { group: '', version: 'v1' }, isNeeded: hasGroups },
  horizontalpodautoscalers: {
    resource: { group: 'autoscaling', version: 'v2' },
    trim: trimScaler('HorizontalPodAutoscaler'),
    isNeeded: (world) => enginesIn(world).some((engine) => engine !== 'git'),
  },
  scaledobjects: {
    resource: { group: 'keda.sh', version: 'v1alpha1' },
    trim: trimScaler('ScaledObject'),
    isNeeded: (world) => enginesIn(world).includes('keda'),
  },
  prometheusrules: {
    resource: { group: 'monitoring.coreos.com', version: 'v1' },
    trim: trimToName,
    isNeeded: (world) => enginesIn(world).some((engine) => engine !== 'runtime'),
  },
};

function hasPools(world: World): boolean {
  return [...world.pools()].length > 0;
}

function hasGroups(world: World): boolean {
  return (world.copyOf('capacitygroups')?.list().length ?? 0) > 0;
}

function enginesIn(world: World): readonly string[] {
  const pools = [...world.pools()].map((name) => world.pool(name)?.read);
  return pools.flatMap((read) => (read?.ok ? [read.pool.engine] : []));
}
