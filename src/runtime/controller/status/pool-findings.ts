import { formatInstant } from '../../../scaling/calendar/instant-text.ts';
import type { Decision, Freshness } from '../../../scaling/decision.ts';
import { words } from '../../../scaling/explain.ts';
import type { Obstacle } from '../cell/obstacle.ts';
import type { ScaledPool } from '../resource/pool.ts';
import type { Finding, Limit } from './finding.ts';

/** What is found about a pool that we scale, in the order in which its conditions stand. */
export function poolFindings(
  pool: ScaledPool,
  { decision, gap }: { readonly decision: Decision; readonly gap: string | undefined },
  workers: { readonly replicas: number; readonly ready: number },
  obstacle: Obstacle | undefined,
): readonly Finding[] {
  return [
    readiness(workers, obstacle),
    freshness(decision.freshness, gap),
    bounded(decision),
    quota(pool, decision),
    paused(pool, decision),
  ];
}

/** What is found about a pool of which nothing could be decided. */
export function obstructed({ reason, message }: Obstacle): Finding {
  return { type: 'Ready', status: 'False', reason, message };
}

/** Whether the workers that a Deployment should have are ready. */
export function readiness(
  { replicas, ready }: { readonly replicas: number; readonly ready: number },
  obstacle?: Obstacle,
): Finding {
  if (obstacle !== undefined) return obstructed(obstacle);
  return ready >= replicas
    ? { type: 'Ready', status: 'True', reason: 'WorkersReady', message: 'All workers are ready.' }
    : {
        type: 'Ready',
        status: 'False',
        reason: 'WorkersNotReady',
        message: 'Not all workers are ready yet.',
      };
}

const noGap = 'the last good sample is too old';

/** The messages hold no ages: they would change with every look. */
function freshness(found: Freshness, gap = noGap): Finding {
  const type = 'SignalFresh';
  switch (found) {
    case 'none':
      return { type, status: 'True', reason: 'NotNeeded', message: 'The mode reads no signal.' };
    case 'fresh':
      return { type, status: 'True', reason: 'Fresh', message: 'The signal is up to date.' };
    case 'stale':
      return {
        type,
        status: 'False',
        reason: 'Stale',
        message: `The number of workers is not lowered: ${gap}.`,
      };
    case 'lost':
      return {
        type,
        status: 'False',
        reason: 'Lost',
        message: `What the policy says for a lost signal applies: ${gap}.`,
      };
    case 'never':
      return {
        type,
        status: 'Unknown',
        reason: 'NotReadYet',
        message:
          gap === noGap
            ? 'The signal has not answered since this controller began to read it.'
            : `The signal has not answered yet: ${gap}.`,
      };
  }
}

const limits: Readonly<Record<Limit, string>> = {
  window: 'A window of the schedule sets the number of workers.',
  min: 'The pool has its minimum of workers and would have fewer.',
  max: 'The pool has its maximum of workers and would have more.',
  group: 'The share of the group is used up.',
  priority: 'Pools of higher priority are served first.',
  overQuota: 'The group is over its quota.',
  waitsForRoom: 'The pool waits until others of its group have made room.',
  rate: 'The number of workers moves no faster than the policy allows.',
  busyWorkers: 'Workers that are busy stay.',
};

/** The last rule that cut the wish is the one that binds. */
function bounded({ reasons }: Decision): Finding {
  const limit = reasons.map(({ rule }) => rule).findLast(isLimit);
  if (limit === undefined) {
    return {
      type: 'Bounded',
      status: 'False',
      reason: 'WithinBounds',
      message: 'No bound changes the number of workers.',
    };
  }
  return { type: 'Bounded', status: 'True', reason: words[limit], message: limits[limit] };
}

function isLimit(rule: keyof typeof words): rule is Limit {
  return Object.hasOwn(limits, rule);
}

function quota({ group }: ScaledPool, { reasons }: Decision): Finding {
  const over = reasons.find(({ rule }) => rule === 'overQuota');
  if (over?.rule === 'overQuota') {
    return {
      type: 'OverQuota',
      status: 'True',
      reason: 'QuotaExceeded',
      message: `The group takes more of ${over.resource} than its quota has; no busy worker is stopped for that.`,
    };
  }
  return group === undefined
    ? { type: 'OverQuota', status: 'False', reason: 'NoGroup', message: 'The pool is in no group.' }
    : {
        type: 'OverQuota',
        status: 'False',
        reason: 'WithinQuota',
        message: 'The group keeps within its quota.',
      };
}

function paused(
  { interventions, interventionProblem }: ScaledPool,
  { reasons }: Decision,
): Finding {
  const type = 'Paused';
  const held = reasons.find(({ rule }) => rule === 'pin' || rule === 'pause');
  if (held?.rule === 'pin' || held?.rule === 'pause') {
    const reason = held.rule === 'pin' ? 'Pinned' : 'Paused';
    const message = `Until ${formatInstant(held.until)} because ${held.because}.`;
    return { type, status: 'True', reason, message };
  }
  if (interventionProblem !== undefined) {
    return { type, status: 'False', reason: 'InvalidAnnotation', message: interventionProblem };
  }
  return interventions.length === 0
    ? { type, status: 'False', reason: 'NotPaused', message: 'Nobody asked for a pin or a pause.' }
    : { type, status: 'False', reason: 'Expired', message: 'The pin or pause has ended.' };
}
