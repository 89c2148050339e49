import type { Demand } from '../../model/scaling.ts';
import { type Instant, instant, type Millis, millis } from '../../model/units.ts';
import { nextTimeOfDay } from '../calendar/time-of-day.ts';
import { count } from '../count.ts';
import type { ServiceTime, Wish } from '../memory.ts';
import type { Sample } from '../observation.ts';
import type { Now, PoolInput } from '../pool-input.ts';
import type { Verdict } from '../reason.ts';
import type { Asked, Learnt } from './asked.ts';
import { learnServiceTime, longTime } from './service-time.ts';

/** What it takes to drain a backlog in time. */
export interface Needed {
  readonly workers: number;
  /** Whether any number of workers would do. */
  readonly possible: boolean;
  readonly units: number;
  readonly serviceTime: ServiceTime;
  readonly startUp: number;
  readonly wall: Instant;
}

type Deadline = Extract<Demand<unknown>, { mode: 'deadline' }>;

/** The part of their time that workers are busy: what is planned to the last second is late. */
const utilisation = 0.8;

/**
 * Asks for as many workers as drain the backlog and what arrives meanwhile in time (Little's law), never for more than there
 * are units. While the service time is not known, the present workers stay and more are tried bit by bit.
 */
export function askDeadline(input: PoolInput, demand: Deadline, sample: Sample, now: Now): Asked {
  const { units } = sample.load;
  const learnt = learnServiceTime(input.memory, sample, input.ready, demand.serviceTime);
  if (units === 0) return { workers: 0, reason: { rule: 'idle', units, workers: 0 }, learnt };
  const until = endOf(demand, now.wall);
  const time = Math.max(0, until - now.wall);
  const serviceTime = serviceTimeOf(demand, learnt);
  if (serviceTime === undefined) return probe(input, units, millis(time), now.now, learnt);
  const startUp = Math.max(0, input.startUp ?? 0);
  const left = time - startUp;
  const possible = left > longTime(serviceTime);
  const steady = (Math.max(0, learnt.arrivals ?? 0) * serviceTime.mean) / utilisation;
  const work = (units * serviceTime.mean) / utilisation;
  const workers = Math.min(count(units), possible ? count(steady + work / left) : count(units));
  const needed = { workers, possible, units, serviceTime, startUp, wall: now.wall };
  const reason = {
    rule: 'deadline' as const,
    units,
    serviceTime: serviceTime.mean,
    until,
    workers,
    verdict: verdictOf(needed, workers),
  };
  const again =
    'by' in demand.drain && possible ? moreAt({ steady, work, workers, left }, now) : {};
  return { workers, reason, needed, learnt, ...again };
}

/** Whether so many workers drain it in time, and if not what would. */
export function verdictOf(needed: Needed, available: number): Verdict {
  if (!needed.possible) return { verdict: 'infeasible', earliest: finishOf(needed, available) };
  return needed.workers <= available
    ? { verdict: 'feasible' }
    : { verdict: 'needsMore', workers: needed.workers - available };
}

function finishOf({ units, serviceTime, startUp, wall }: Needed, available: number): Instant {
  const workers = Math.max(1, Math.min(available, count(units)));
  const work = (units * serviceTime.mean) / (utilisation * workers);
  return instant(wall + startUp + Math.max(longTime(serviceTime), work));
}

function endOf({ drain }: Deadline, wall: Instant): Instant {
  if ('within' in drain)
    return instant(wall + (Number.isFinite(drain.within) ? Math.max(0, drain.within) : 0));
  return nextTimeOfDay(drain.by, drain.timezone, wall) ?? wall;
}

function serviceTimeOf({ serviceTime }: Deadline, learnt: Learnt): ServiceTime | undefined {
  if (serviceTime === undefined) return learnt.serviceTime;
  return serviceTime > 0 ? { mean: serviceTime, deviation: millis(0), samples: 0 } : undefined;
}

interface Plan {
  readonly steady: number;
  readonly work: number;
  readonly workers: number;
  readonly left: number;
}

// A time of day comes nearer: one more worker is needed once less than work / (workers - steady) is left.
function moreAt({ steady, work, workers, left }: Plan, { now }: Now): { readonly again?: Instant } {
  const rest = work / (workers - steady);
  return rest > 0 && rest < left ? { again: instant(now + left - rest + 1) } : {};
}

const shortestProbe = 60_000;

function probe(
  { memory, current }: PoolInput,
  units: number,
  time: Millis,
  now: Instant,
  learnt: Learnt,
): Asked {
  const patience = Math.max(shortestProbe, time / 10);
  const before = memory.probe ?? { at: now, workers: Math.max(1, current) };
  const isOver = now - before.at >= patience;
  const tried: Wish = isOver ? { at: now, workers: count(2 * before.workers) } : before;
  const workers = Math.min(count(units), Math.max(1, current, tried.workers));
  const probed = { ...tried, workers: Math.min(tried.workers, count(units)) };
  return {
    workers,
    reason: { rule: 'serviceTimeUnknown', units, workers },
    learnt: { ...learnt, probe: probed },
    again: instant(probed.at + patience),
  };
}
