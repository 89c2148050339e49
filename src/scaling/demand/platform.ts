import { count } from '../count.ts';
import { isFilled, wantOf } from '../oasis/want.ts';
import type { PlatformLoad } from '../platform-load.ts';
import type { PoolInput } from '../pool-input.ts';
import type { Asked } from './asked.ts';

/**
 * Asks for what the platform's own strategy says. With settings that nobody can follow a busy model keeps its workers and an
 * idle one goes to its minimum; a model without settings is left alone.
 */
export function askPlatform(input: PoolInput, load: PlatformLoad | undefined): Asked {
  if (load === undefined) return keep(input, 'the signal does not say what the platform has');
  const tasks = count(load.tasks);
  const analyses = count(load.analyses);
  const { settings } = load;
  if (!isFilled(settings)) return keep(input, 'the platform has no scaling configuration of it');
  const neverShutdownFixedWorkers = input.neverShutdownFixedWorkers === true;
  const want = wantOf(settings, { tasks, analyses }, { neverShutdownFixedWorkers });
  if (want.ok) {
    const workers = count(want.workers);
    const { strategy } = want;
    return { workers, reason: { rule: 'platform', strategy, analyses, tasks, workers } };
  }
  if (tasks > 0 || analyses > 0) return keep(input, want.problem);
  return { workers: 0, reason: { rule: 'platformSettings', problem: want.problem, workers: 0 } };
}

function keep({ current: workers }: PoolInput, problem: string): Asked {
  return { workers, isBlind: true, reason: { rule: 'platformSettings', problem, workers } };
}
