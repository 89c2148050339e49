import { count } from '../count.ts';
import type { Sample } from '../observation.ts';
import type { Now, PoolInput } from '../pool-input.ts';
import type { Asked } from './asked.ts';
import { askDeadline } from './deadline.ts';
import { askPlatform } from './platform.ts';
import { askShare, type GroupBacklog } from './share.ts';

/** Asks for what the mode of a pool wants by a good sample. */
export function ask(
  input: PoolInput,
  sample: Sample,
  now: Now,
  group: GroupBacklog | undefined,
): Asked {
  const { demand } = input.scaling;
  const { units } = sample.load;
  switch (demand.mode) {
    case 'whileBusy':
      return whileBusy(units, count(demand.workers));
    case 'proportional':
      return proportional(units, demand.unitsPerWorker);
    case 'share':
      return askShare(demand, units, input.current, group);
    case 'deadline':
      return askDeadline(input, demand, sample, now);
    case 'perNode':
      return {
        workers: count(units),
        reason: { rule: 'nodes', nodes: units, workers: count(units) },
      };
    case 'platform':
      return askPlatform(input, sample.load.platform);
    case 'fixed':
    case 'manual':
    case 'utilization':
      return askWithoutSignal(input);
  }
}

/** Asks for what the modes want that need no signal; the others ask for what there is. */
export function askWithoutSignal({ scaling, current }: PoolInput): Asked {
  const { demand } = scaling;
  if (demand.mode === 'fixed' || demand.mode === 'manual') {
    const workers = count(demand.workers);
    return { workers, reason: { rule: demand.mode, workers } };
  }
  return { workers: current, isBlind: true, reason: { rule: 'notScaled', workers: current } };
}

function whileBusy(units: number, wanted: number): Asked {
  if (units === 0) return { workers: 0, reason: { rule: 'idle', units, workers: 0 } };
  return { workers: wanted, reason: { rule: 'busy', units, workers: wanted } };
}

// A target of 0 would want workers without end; policies have none.
function proportional(units: number, unitsPerWorker: number): Asked {
  const target = unitsPerWorker > 0 ? unitsPerWorker : 1;
  const workers = count(units / target);
  if (units === 0) return { workers, reason: { rule: 'idle', units, workers } };
  return { workers, reason: { rule: 'backlog', units, unitsPerWorker: target, workers } };
}
