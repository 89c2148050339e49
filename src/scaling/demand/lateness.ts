import type { Instant } from '../../model/units.ts';
import type { PoolMemory } from '../memory.ts';
import type { Sample } from '../observation.ts';

/** What is known of work whose time of day has come, and what to remember of it. */
export interface Lateness {
  /** Of the units that wait, those that should be done; at most all of them. */
  readonly units: number;
  /** When they should have been, by the time of day. */
  readonly since?: Instant;
  readonly learnt: Pick<PoolMemory, 'due' | 'late'>;
}

/**
 * Keeps work that is not done at its time of day apart from work that is due next: by the clock alone it would have another
 * day. Older units go first, so with every sample as many are no longer late as `ready` workers end meanwhile; there are
 * never more than units. `mean` is `undefined` while the time of one is not known.
 */
export function lateness(
  { due, late }: PoolMemory,
  { load, sampledAt }: Sample,
  ready: number,
  mean: number | undefined,
  { until, wall }: { readonly until: Instant; readonly wall: Instant },
): Lateness {
  const next = { until, units: load.units };
  const isMissed = due !== undefined && due.until <= wall;
  const before = isMissed ? { since: due.until, units: due.units, at: sampledAt } : late;
  if (before === undefined) return { units: 0, learnt: { due: next } };
  const passed = Math.max(0, sampledAt - before.at);
  const ended = mean === undefined ? 0 : (ready * passed) / Math.max(1, mean);
  const units = Math.min(load.units, before.units - ended);
  if (!(units > 0)) return { units: 0, learnt: { due: next } };
  const { since } = before;
  return { units, since, learnt: { due: next, late: { since, units, at: sampledAt } } };
}
