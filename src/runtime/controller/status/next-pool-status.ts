import type { Decision } from '../../../scaling/decision.ts';
import { reasonWord } from '../../../scaling/explain.ts';
import type { Deployment } from '../cell/objects.ts';
import type { Obstacle } from '../cell/obstacle.ts';
import type { ScaledPool } from '../resource/pool.ts';
import { conditionsOf, timestamp } from './condition.ts';
import type { Finding } from './finding.ts';
import { obstructed, poolFindings } from './pool-findings.ts';
import type { LastDecision, PoolStatus } from './pool-status.ts';

/** What is known of a pool that we scale after one look at it. */
export interface Outcome {
  readonly pool: ScaledPool;
  readonly decision: Decision;
  /** Why its signal gives nothing at present. */
  readonly gap: string | undefined;
  readonly deployment: Deployment;
  /** What its Deployment has now. */
  readonly replicas: number;
  /** Set where that was changed since the status was written last. */
  readonly lastDecision?: LastDecision;
  /** Set where it should have been changed and was not. */
  readonly obstacle?: Obstacle;
}

/** The status of a pool about which we decided; equal to the previous one where nothing changed. */
export function nextPoolStatus(
  { pool, decision, gap, deployment, replicas, obstacle, ...outcome }: Outcome,
  previous: PoolStatus | undefined,
  wall: number,
): PoolStatus {
  const now = timestamp(wall);
  const { replicas: current = 0, readyReplicas: ready = 0 } = deployment.status ?? {};
  const last = decision.reasons.at(-1);
  const lastDecision = outcome.lastDecision ?? previous?.lastDecision;
  const findings = poolFindings(pool, { decision, gap }, { replicas, ready }, obstacle);
  return {
    observedGeneration: pool.generation,
    engine: pool.engine,
    wanted: decision.wanted,
    current,
    ready,
    ...(last !== undefined && { reason: reasonWord(last) }),
    ...(lastDecision && { lastDecision }),
    conditions: conditionsOf(findings, previous?.conditions, pool.generation, now),
  };
}

/** The status of a pool about which nothing could be decided: what is known of its workers, and why no more is. */
export function obstructedStatus(
  { generation, engine }: { readonly generation: number; readonly engine?: string },
  obstacle: Obstacle,
  deployment: Deployment | undefined,
  previous: PoolStatus | undefined,
  wall: number,
): PoolStatus {
  const findings: readonly Finding[] = [
    obstructed(obstacle),
    {
      type: 'Bounded',
      status: 'False',
      reason: obstacle.reason,
      message: 'The number of workers is left as it is.',
    },
  ];
  return {
    observedGeneration: generation,
    ...(engine !== undefined && { engine }),
    ...(deployment !== undefined && {
      current: deployment.status?.replicas ?? 0,
      ready: deployment.status?.readyReplicas ?? 0,
    }),
    reason: obstacle.reason,
    ...(previous?.lastDecision && { lastDecision: previous.lastDecision }),
    conditions: conditionsOf(findings, previous?.conditions, generation, timestamp(wall)),
  };
}
