import type { PoolInput } from '../pool-input.ts';

/** The priority of a pool on its platform, 1 to 10; 1 where nobody says. */
export function priorityOf({ observation }: PoolInput): number {
  const priority = observation.sample?.load.platform?.priority;
  return priority !== undefined && Number.isFinite(priority) ? priority : 1;
}

/**
 * The lowest priority that is served where only so many of the highest distinct priorities of busy pools are. It counts
 * levels and not pools, so that equal priorities limit nothing. Pools without a platform have no priority and no part in it.
 */
export function lowestServed(
  inputs: readonly PoolInput[],
  levels: number | undefined,
): number | undefined {
  if (levels === undefined || !(levels >= 1)) return undefined;
  const busy = inputs.filter(isBusy).map(priorityOf);
  const highest = [...new Set(busy)].toSorted((a, b) => b - a).slice(0, levels);
  return highest.at(-1);
}

/** Whether the platform has work for it, by the last good sample. */
export function isBusy({ observation }: PoolInput): boolean {
  const platform = observation.sample?.load.platform;
  return platform !== undefined && (platform.tasks > 0 || platform.analyses > 0);
}
