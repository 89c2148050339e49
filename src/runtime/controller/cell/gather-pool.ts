import { signalOf } from '../../../model/scaling.ts';
import type { PoolMemory } from '../../../scaling/memory.ts';
import type { Observation } from '../../../scaling/observation.ts';
import type { Now, PoolInput } from '../../../scaling/pool-input.ts';
import { keyOf } from '../../signals/wanted-signal.ts';
import type { Nodes } from '../reconciler-parts.ts';
import type { ScaledPool } from '../resource/pool.ts';
import { type Deployment, hasLabels, isActive, isUsable, type Pod } from './objects.ts';

/** What a pool's decision is made from, beside the pool itself. */
export interface Surroundings {
  readonly deployment: Deployment;
  readonly pods: readonly Pod[];
  readonly memory: PoolMemory;
  readonly observe: (key: string) => Observation;
  readonly nodes: () => Nodes | undefined;
}

/** Puts together all that a decision about one pool depends on. */
export function gatherPool(pool: ScaledPool, around: Surroundings, { now, wall }: Now): PoolInput {
  const { deployment, pods, memory } = around;
  const current = replicasOf(deployment);
  const intervention = pool.interventions.find(({ until }) => until > wall);
  return {
    id: pool.id,
    scaling: pool.scaling,
    current,
    ready: deployment.status?.readyReplicas ?? 0,
    observation: observationOf(pool, around, now),
    // who has work is asked when workers are to go, by whoever drains them
    busy: 0,
    terminating: goingOf(pods, current),
    ...(intervention && { intervention }),
    memory,
  };
}

/** What its spec asks for; Kubernetes fills in 1 where nothing is written. */
export function replicasOf({ spec }: Deployment): number {
  return spec?.replicas ?? 1;
}

/** Pods that go, and those that are too many but do not know it yet: during a rollout, and just after a step down. */
function goingOf(pods: readonly Pod[], current: number): number {
  const active = pods.filter(isActive);
  const going = active.filter(({ metadata }) => metadata.deletionTimestamp !== undefined).length;
  return going + Math.max(0, active.length - going - current);
}

function observationOf(pool: ScaledPool, around: Surroundings, now: Now['now']): Observation {
  const { demand } = pool.scaling;
  if (demand.mode === 'perNode') {
    const nodes = around.nodes();
    if (nodes === undefined) return {};
    const units = nodes.all.filter((one) => isUsable(one) && hasLabels(one, demand.nodes)).length;
    const sampledAt = nodes.staleSince ?? now;
    return { sample: { load: { units }, sampledAt, arrivedAt: sampledAt } };
  }
  const signal = signalOf(demand);
  return signal === undefined ? {} : around.observe(keyOf(signal));
}
