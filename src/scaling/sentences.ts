import { formatDuration, type Millis, millis } from '../model/units.ts';
import { formatInstant } from './calendar/instant-text.ts';
import type { Reason, Verdict } from './reason.ts';

type Sentences = {
  readonly [Rule in Reason['rule']]: (reason: Extract<Reason, { readonly rule: Rule }>) => string;
};

/** What is said of each rule, without a capital and a full stop; times are in UTC. A rule without a sentence does not compile. */
export const sentences: Sentences = {
  fixed: ({ workers }) => `the policy says ${count(workers)}`,
  manual: ({ workers }) => `${count(workers)} ${isAre(workers)} asked for`,
  idle: ({ workers }) => `no work is waiting, which needs ${count(workers)}`,
  busy: ({ units, workers }) =>
    `${waiting(units)}, and while there is work the policy says ${count(workers)}`,
  backlog: ({ units, unitsPerWorker, workers }) =>
    `${waiting(units)}, which at ${number(unitsPerWorker)} per worker ${units === 1 ? 'needs' : 'need'} ${count(workers)}`,
  share: ({ units, workers }) =>
    `${waiting(units)}, for which the formula of its group wants ${count(workers)}`,
  nodes: ({ nodes, workers }) =>
    `${plural(nodes, 'node matches', 'nodes match')}, and with one worker each that is ${count(workers)}`,
  platform: ({ strategy, analyses, tasks, workers }) =>
    `the strategy ${strategy} of the platform wants ${count(workers)} for ${plural(analyses, 'analysis', 'analyses')} with ${plural(tasks, 'task', 'tasks')}`,
  platformSettings: ({ problem, workers }) =>
    `the settings of the platform cannot be followed (${problem}), which leaves ${count(workers)}`,
  deadline: ({ units, late, serviceTime, until, workers, verdict }) =>
    `${waiting(units)}${late === undefined ? '' : `, of which ${number(late)} ${late === 1 ? 'is' : 'are'} late`}, and at ${length(serviceTime)} each ${needs(units)} ${count(workers)} to be done by ${formatInstant(until)}: ${judge(verdict)}`,
  serviceTimeUnknown: ({ units, workers }) =>
    `${waiting(units)}, and how long one takes is not known yet, so ${count(workers)} ${isAre(workers)} tried`,
  notScaled: ({ workers }) => `the number is moved by somebody else and stays at ${count(workers)}`,
  starting: ({ workers }) =>
    `nothing is lowered until the signal has answered and the hold has passed once since the start, which keeps ${count(workers)}`,
  stale: ({ age, because, workers }) =>
    `the last sample is ${length(age)} old (${because}), and an old one lowers nothing, which keeps ${count(workers)}`,
  lost: ({ age, because, fallback, workers }) =>
    `the signal has been lost for ${length(age)} (${because}), for which the policy says ${fallbacks[fallback]} ${count(workers)}`,
  window: ({ bound, workers }) =>
    bound === 'atLeast'
      ? `a window of the schedule asks for at least ${count(workers)}`
      : `a window of the schedule allows at most ${count(workers)}`,
  min: ({ wanted, workers }) =>
    `${wanted === 0 ? 'to have no workers' : count(wanted)} would be below the minimum of ${workers}`,
  max: ({ wanted, workers }) => `${count(wanted)} would be above the maximum of ${workers}`,
  hold: ({ until, workers }) =>
    `${count(workers)} ${isAre(workers)} held until ${formatInstant(until)}, when the wish for fewer has lasted long enough`,
  group: ({ resource, wanted, workers }) =>
    `the quota of the group has ${asWritten(resource)} for ${count(workers)} of the ${wanted} wanted`,
  priority: ({ priority, workers }) =>
    `priority ${priority} is not among those that the group serves now, which leaves ${count(workers)}`,
  overQuota: ({ resource, workers }) =>
    `the pools of the group need more ${asWritten(resource)} than its quota has, which leaves ${count(workers)}`,
  waitsForRoom: ({ wanted, workers }) =>
    `there is room for ${count(workers)} of the ${wanted} allotted until others have gone`,
  rate: ({ direction, wanted, workers }) =>
    `the rate ${direction === 'up' ? 'up' : 'down'} allows ${count(workers)} for now on the way to ${wanted}`,
  busyWorkers: ({ busy, workers }) =>
    `${count(busy)} ${isAre(busy)} busy or not known to be idle, which keeps ${count(workers)}`,
  pin: ({ until, because, workers }) =>
    `somebody pinned ${count(workers)} until ${formatInstant(until)} because ${because}`,
  pause: ({ until, because, workers }) =>
    `somebody paused the pool at ${count(workers)} until ${formatInstant(until)} because ${because}`,
};

const fallbacks = {
  hold: 'to hold',
  workers: 'exactly',
  atLeast: 'a floor that gives',
} as const;

// Quotas of Kubernetes call requests of cpu `requests.cpu`; policies say `cpu`, and `limits.cpu` as Kubernetes does.
function asWritten(resource: string): string {
  return resource.replace(/^requests\./, '') || 'room';
}

function judge(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'feasible':
      return 'feasible';
    case 'needsMore':
      return `feasible only with ${verdict.workers} more than there can be`;
    case 'infeasible':
      return `no number of workers can do it before ${formatInstant(verdict.earliest)}`;
  }
}

function waiting(units: number): string {
  return `${plural(units, 'unit is', 'units are')} waiting`;
}

function needs(units: number): string {
  return units === 1 ? 'it needs' : 'they need';
}

function count(workers: number): string {
  return workers === 0 ? 'no workers' : plural(workers, 'worker', 'workers');
}

function isAre(workers: number): string {
  return workers === 1 ? 'is' : 'are';
}

function plural(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

function number(value: number): string {
  return String(Math.round(value * 1_000) / 1_000);
}

// To the second where it is longer than one: nobody reads milliseconds of hours.
function length(value: Millis): string {
  if (!Number.isFinite(value) || value < 0) return 'an unknown time';
  const step = value < 1_000 ? 1 : 1_000;
  return formatDuration(millis(Math.round(value / step) * step));
}
