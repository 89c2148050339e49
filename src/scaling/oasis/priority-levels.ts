import type { QueueLoad } from './load.ts';
import type { ModelState } from './model-state.ts';
import { isFilled } from './want.ts';

/** Whether there is work. */
export function isBusy({ tasks, analyses }: QueueLoad): boolean {
  return tasks > 0 || analyses > 0;
}

/**
 * The lowest priority that is served when only so many of the highest distinct priorities of busy models are; the rest
 * counts as idle. It counts levels, not models: equal priorities limit nothing. Models that cannot be served take no level.
 */
export function lowestServed(models: readonly ModelState[], levels: number | undefined): number {
  if (levels === undefined || levels === 0) return 0;
  const priorities = new Set<number>();
  for (const { reading, settings } of models) {
    const usable = settings.state !== 'none' && !isLeftEmpty(settings);
    if (usable && reading.ok && isBusy(reading.load)) priorities.add(reading.load.priority);
  }
  const kept = [...priorities].toSorted((one, other) => other - one).slice(0, levels);
  return kept.at(-1) ?? 0;
}

function isLeftEmpty(settings: ModelState['settings']): boolean {
  return settings.state === 'read' && !isFilled(settings.settings);
}
