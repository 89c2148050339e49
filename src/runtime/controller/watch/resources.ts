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
  /** Of what the compiler grants rights in some namespaces only, it is no news that there are none. */
  readonly absence: 'wrong' | 'allowed';
}

const always = () => true;

/** All that the controller watches in a namespace. */
export const watchPlans: { readonly [K in WatchedName]: WatchPlan<Watched[K]> } = {
  workerpools: {
    resource: { group: 'roster.dev', version: 'v1alpha1' },
    trim: trimPool,
    isNeeded: always,
    absence: 'wrong',
  },
  capacitygroups: {
    resource: { group: 'roster.dev', version: 'v1alpha1' },
    isNeeded: always,
    absence: 'allowed',
  },
  deployments: {
    resource: { group: 'apps', version: 'v1' },
    trim: trimDeployment,
    isNeeded: hasPools,
    absence: 'wrong',
  },
  pods: {
    resource: { group: '', version: 'v1' },
    trim: trimPod,
    isNeeded: hasPools,
    absence: 'wrong',
  },
  resourcequotas: {
    resource: { group: '', version: 'v1' },
    isNeeded: hasGroups,
    absence: 'allowed',
  },
  horizontalpodautoscalers: {
    resource: { group: 'autoscaling', version: 'v2' },
    trim: trimScaler('HorizontalPodAutoscaler'),
    isNeeded: (world) => enginesIn(world).some((engine) => engine !== 'git'),
    absence: 'allowed',
  },
  scaledobjects: {
    resource: { group: 'keda.sh', version: 'v1alpha1' },
    trim: trimScaler('ScaledObject'),
    isNeeded: (world) => enginesIn(world).includes('keda'),
    absence: 'allowed',
  },
  prometheusrules: {
    resource: { group: 'monitoring.coreos.com', version: 'v1' },
    trim: trimToName,
    isNeeded: (world) => enginesIn(world).some((engine) => engine !== 'runtime'),
    absence: 'allowed',
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
