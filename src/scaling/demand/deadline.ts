import type { Demand } from '../../model/scaling.ts';
import { type Instant, instant, millis } from '../../model/units.ts';
import { nextTimeOfDay } from '../calendar/time-of-day.ts';
import { count } from '../count.ts';
import { earliest } from '../earliest.ts';
import type { ServiceTime, Wish } from '../memory.ts';
import type { Sample } from '../observation.ts';
import type { Now, PoolInput } from '../pool-input.ts';
import type { Verdict } from '../reason.ts';
import { arrivalRate } from './arrival-rate.ts';
import type { Asked, Learnt } from './asked.ts';
import { type Lateness, lateness } from './lateness.ts';
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
 * are units. What is late wants a worker for each unit. While the service time is not known, the present workers stay and
 * more are tried bit by bit.
 */
export function askDeadline(input: PoolInput, demand: Deadline, sample: Sample, now: Now): Asked {
  const { units } = sample.load;
  const { memory, ready, scaling } = input;
  const given = {
    ready,
    serviceTime: demand.serviceTime,
    pollingInterval: scaling.pollingInterval,
  };
  const told = learnServiceTime(memory, sample, given);
  if (units === 0) return { workers: 0, reason: { rule: 'idle', units, workers: 0 }, learnt: told };
  const until = endOf(demand, now.wall);
  const time = Math.max(0, until - now.wall);
  const serviceTime = serviceTimeOf(demand, told);
  const late = latenessOf(input, demand, sample, serviceTime?.mean, { until, wall: now.wall });
  const learnt = { ...told, ...late.learnt };
  if (serviceTime === undefined)
    return probe(input, units, now.now, learnt, patienceOf(demand, time, now.now));
  const startUp = Math.max(0, input.startUp ?? 0);
  const left = time - startUp;
  const inTime = left > longTime(serviceTime);
  const arrivals = arrivalRate(learnt.stretches ?? [], serviceTime.mean);
  const steady = (arrivals * serviceTime.mean) / utilisation;
  const rest = units - late.units;
  const work = (rest * serviceTime.mean) / utilisation;
  const workers = Math.min(
    count(units),
    count(late.units + (inTime ? steady + work / left : rest)),
  );
  const possible = inTime && late.units === 0;
  const needed = { workers, possible, units, serviceTime, startUp, wall: now.wall };
  const reason = {
    rule: 'deadline' as const,
    units,
    ...(late.units > 0 && { late: count(late.units) }),
    serviceTime: serviceTime.mean,
    until: late.since ?? until,
    workers,
    verdict: verdictOf(needed, workers),
  };
  if ('within' in demand.drain) return { workers, reason, needed, learnt };
  const plan = { steady, work, workers: workers - late.units, left, serviceTime };
  const again = earliest(now.now, [...nearer(plan, now), instant(now.now + time)]);
  return { workers, reason, needed, learnt, ...(again !== undefined && { again }) };
}

function latenessOf(
  { memory, ready }: PoolInput,
  { drain }: Deadline,
  sample: Sample,
  mean: number | undefined,
  due: { readonly until: Instant; readonly wall: Instant },
): Lateness {
  // A time from now never comes.
  return 'by' in drain ? lateness(memory, sample, ready, mean, due) : { units: 0, learnt: {} };
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
  /** Without those for what is late. */
  readonly workers: number;
  readonly left: number;
  readonly serviceTime: ServiceTime;
}

// A time of day comes nearer: one more worker is needed once less than work / (workers - steady) is left, and one for each
// unit once there is no time for the longest.
function nearer({ steady, work, workers, left, serviceTime }: Plan, { now }: Now) {
  const rest = work / (workers - steady);
  const more = rest > 0 && rest < left ? [instant(now + left - rest + 1)] : [];
  return [...more, instant(Math.ceil(now + left - longTime(serviceTime)))];
}

const shortestProbe = 60_000;

/** How long so many workers are tried, by when that began: a tenth of the time that there was then. */
type Patience = (began: Instant) => number;

function patienceOf({ drain }: Deadline, time: number, now: Instant): Patience {
  return (began) => {
    const whole = 'by' in drain ? time + (now - began) : time;
    return Math.max(shortestProbe, whole / 10);
  };
}

function probe(
  { memory, current }: PoolInput,
  units: number,
  now: Instant,
  learnt: Learnt,
  patience: Patience,
): Asked {
  const before = memory.probe ?? { at: now, workers: Math.max(1, current) };
  const isOver = now - before.at >= patience(before.at);
  const tried: Wish = isOver ? { at: now, workers: count(2 * before.workers) } : before;
  const workers = Math.min(count(units), Math.max(1, current, tried.workers));
  const probed = { ...tried, workers: Math.min(tried.workers, count(units)) };
  return {
    workers,
    reason: { rule: 'serviceTimeUnknown', units, workers },
    learnt: { ...learnt, probe: probed },
    again: instant(probed.at + patience(probed.at)),
  };
}
