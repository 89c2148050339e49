import type { Instant, Millis } from '../../model/units.ts';
import { loadedOf } from './loaded-model.ts';
import type { ModelState } from './model-state.ts';
import { isBusy } from './priority-levels.ts';

/** By Deployment: since which snapshot its model is idle and has workers. Plain and bounded by the Deployments there are. */
export type GraceMemory = ReadonlyMap<string, Instant>;

/**
 * What to remember once a snapshot is read, before anything is asked of anyone: work drops a grace period, the first snapshot
 * without starts one, further ones do not restart it. A queue that could not be read is no idle queue.
 */
export function noteSnapshot(
  models: readonly ModelState[],
  priorityLevels: number | undefined,
  memory: GraceMemory,
  at: Instant,
): GraceMemory {
  const next = new Map<string, Instant>();
  for (const { deployment, reading, load } of loadedOf(models, priorityLevels)) {
    if (!reading.ok || isBusy(load) || deployment.replicas === 0) continue;
    next.set(deployment.name, memory.get(deployment.name) ?? at);
  }
  return next;
}

/** When the grace period of an idle model ends. */
export function graceEnd(since: Instant, grace: Millis): Instant {
  return (since + grace) as Instant;
}
