import type { JsonObject } from '../../model/json.ts';
import type { Demand, Idleness, Rate, Scaling, Usage, Window } from '../../model/scaling.ts';
import { signalOf } from '../../model/scaling.ts';
import { formatDuration } from '../../model/units.ts';
import { defined } from '../defined.ts';
import { writtenSignal } from '../written-signal.ts';

/** Writes scaling back in the words of the policy language, defaults filled in; fields that a policy of the mode may not write stay out. */
export function resolvedScaling(scaling: Scaling): JsonObject {
  const { demand, schedule } = scaling;
  return defined<JsonObject>({
    mode: demand.mode,
    ...writtenDemand(demand),
    ...(demand.mode === 'fixed' ? settling(scaling) : { ...bounds(scaling), ...movement(scaling) }),
    ...(signalOf(demand) === undefined ? {} : reading(scaling)),
    schedule: schedule.length === 0 ? undefined : schedule.map(writtenWindow),
  });
}

function writtenDemand(demand: Demand): JsonObject {
  switch (demand.mode) {
    case 'fixed':
    case 'manual':
      return { workers: demand.workers };
    case 'whileBusy':
      return { signal: writtenSignal(demand.signal), workers: demand.workers };
    case 'proportional':
      return { signal: writtenSignal(demand.signal), unitsPerWorker: demand.unitsPerWorker };
    case 'share': {
      const { signal, formula, weight } = demand;
      return { signal: writtenSignal(signal), formula, weight };
    }
    case 'deadline': {
      const { signal, drain, serviceTime } = demand;
      return defined<JsonObject>({
        signal: writtenSignal(signal),
        ...('within' in drain ? { drainWithin: formatDuration(drain.within) } : drain),
        serviceTime: serviceTime && formatDuration(serviceTime),
      });
    }
    case 'perNode':
      return { nodes: demand.nodes };
    case 'platform':
      return { signal: writtenSignal(demand.signal) };
    case 'utilization': {
      const { cpu, memory } = demand;
      return defined<JsonObject>({
        cpu: cpu && writtenUsage(cpu),
        memory: memory && writtenUsage(memory),
      });
    }
  }
}

function writtenUsage(usage: Usage): JsonObject {
  return 'averageValue' in usage ? { averageValue: usage.averageValue.text } : { ...usage };
}

/** A fixed number goes down at the end of a window only. */
function settling({ schedule, hold }: Scaling): JsonObject {
  return schedule.length === 0 ? {} : { hold: formatDuration(hold) };
}

/** The most that mode `whileBusy` has is its `workers`. */
function bounds({ demand, min, max }: Scaling): JsonObject {
  return demand.mode === 'whileBusy' ? { min } : { min, max };
}

function movement(scaling: Scaling): JsonObject {
  const { demand, hold, up, down } = scaling;
  const rates = defined<JsonObject>({ up: up && writtenRate(up), down: down && writtenRate(down) });
  return {
    hold: formatDuration(hold),
    ...(Object.keys(rates).length === 0 ? {} : { rates }),
    // an HPA of our own cannot choose, and its policies cannot ask it to
    ...(demand.mode === 'utilization' ? {} : leaving(scaling)),
  };
}

function leaving({ victims, idleness }: Scaling): JsonObject {
  return { victims, ...(idleness && { idleness: writtenIdleness(idleness) }) };
}

function writtenIdleness(idleness: Idleness): JsonObject {
  switch (idleness.from) {
    case 'broker':
      return { broker: {} };
    case 'annotation':
      return { annotation: idleness.key };
    case 'http':
      return { http: { port: idleness.port, path: idleness.path } };
  }
}

function reading({ pollingInterval, onSignalLoss: { holdFor, next } }: Scaling): JsonObject {
  return {
    pollingInterval: formatDuration(pollingInterval),
    // biome-ignore lint/suspicious/noThenProperty: the word of the policy language; nothing awaits it
    onSignalLoss: { holdFor: formatDuration(holdFor), then: next },
  };
}

function writtenRate({ per, ...rate }: Rate): JsonObject {
  return { ...rate, per: formatDuration(per) };
}

/** The cron of a window's end is ours; the runtime finds it from the length. */
function writtenWindow({ cron, timezone, length, atLeast, atMost }: Window): JsonObject {
  return defined<JsonObject>({ cron, timezone, for: formatDuration(length), atLeast, atMost });
}
