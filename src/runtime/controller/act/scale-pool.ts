import type { Instant } from '../../../model/units.ts';
import type { Reason } from '../../../scaling/reason.ts';
import { replicasOf } from '../cell/gather-pool.ts';
import type { Subject } from '../cell/look.ts';
import { type Deployment, isActive, type Pod } from '../cell/objects.ts';
import type { Obstacle } from '../cell/obstacle.ts';
import type { Drain } from './drain.ts';
import type { Writes } from './writes.ts';

/** What scaling takes beside the pool. */
export interface ScaleParts {
  readonly writes: Pick<Writes, 'scale' | 'reread'>;
  /** Whether this process may write at this very moment. */
  readonly mayWrite: () => boolean;
  readonly drain: Drain | undefined;
}

/** What came of the wish to scale a pool. */
export type Acted =
  | {
      readonly act: 'scaled';
      readonly from: number;
      readonly deployment: Deployment;
      readonly held?: Held;
    }
  /** Somebody wrote the Deployment meanwhile, or it is gone: look again, at this one if there is one. */
  | { readonly act: 'outdated'; readonly deployment?: Deployment }
  /** No worker is free to go, or this process may not write any more. */
  | { readonly act: 'waits'; readonly held?: Held }
  | { readonly act: 'refused'; readonly obstacle: Obstacle };

/** Workers that stay because nobody knows them to be idle. */
export interface Held {
  readonly reason: Reason;
  /** When it is worth asking again. */
  readonly until?: Instant;
}

/**
 * Brings a pool to a number of workers, unless `isStill` says that its policy is another by now; when it gets smaller and its policy says so,
 * by those only that nobody misses.
 */
export async function scalePool(
  subject: Subject,
  replicas: number,
  pods: readonly Pod[],
  parts: ScaleParts & { readonly isStill: () => boolean },
  abort: AbortSignal,
): Promise<Acted> {
  const { deployment } = subject;
  const from = replicasOf(deployment);
  if (!parts.mayWrite()) return { act: 'waits' };
  const { to, held } = await reachable(subject, from, replicas, pods, parts, abort);
  // draining takes a while: meanwhile the lease may have gone, or the policy been edited
  if (to === from || !parts.isStill() || !parts.mayWrite()) {
    return { act: 'waits', ...(held && { held }) };
  }
  const outcome = await parts.writes.scale(deployment, to, abort);
  if (outcome.ok) {
    if (to < from) parts.drain?.stepped?.(subject.pool.id);
    const now = scaled(deployment, outcome);
    return { act: 'scaled', from, deployment: now, ...(held && { held }) };
  }
  switch (outcome.reason) {
    case 'conflict': {
      const now = await parts.writes.reread(deployment, abort);
      return { act: 'outdated', ...(now && { deployment: now }) };
    }
    case 'notFound':
      return { act: 'outdated' };
    case 'forbidden': {
      const message = `The API server forbids to scale Deployment ${deployment.metadata.name}: ${outcome.because}`;
      return { act: 'refused', obstacle: { reason: 'Forbidden', message } };
    }
    case 'refused': {
      const message = `The API server refuses to scale Deployment ${deployment.metadata.name}: ${outcome.because}`;
      return { act: 'refused', obstacle: { reason: 'Refused', message } };
    }
    case 'unavailable':
      throw new Error(`scaling ${subject.pool.id}: ${outcome.because}`);
  }
}

async function reachable(
  { pool }: Subject,
  from: number,
  to: number,
  pods: readonly Pod[],
  { drain }: ScaleParts,
  abort: AbortSignal,
): Promise<{ readonly to: number; readonly held?: Held }> {
  const { victims, idleness } = pool.scaling;
  // where nobody says who is idle, anybody may go
  const chooses = victims === 'idle' && idleness !== undefined;
  if (to >= from || !chooses || drain === undefined) return { to };
  // of an earlier step, or of a rollout: whoever goes for this one goes beside them, and they may be taken for them
  const surplus = Math.max(0, pods.filter(isStaying).length - from);
  const { confirmed, again } = await drain.prepare(pool, pods, from - to + surplus, abort);
  const reached = from - Math.max(0, Math.min(confirmed - surplus, from - to));
  if (reached === to) return { to };
  const reason: Reason = { rule: 'busyWorkers', busy: reached, workers: reached };
  return { to: reached, held: { reason, ...(again !== undefined && { until: again }) } };
}

function isStaying(pod: Pod): boolean {
  return isActive(pod) && pod.metadata.deletionTimestamp === undefined;
}

/** The Deployment as the server has it now, before the watch brings it. */
function scaled(
  deployment: Deployment,
  { replicas, resourceVersion }: { readonly replicas: number; readonly resourceVersion: string },
): Deployment {
  return {
    ...deployment,
    metadata: { ...deployment.metadata, resourceVersion },
    spec: { ...deployment.spec, replicas },
  };
}
