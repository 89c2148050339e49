import { instant, millis } from '../../../src/model/units.ts';
import type { movedBy } from '../../../src/runtime/controller/status/watched-pool-status.ts';
import type { Reason } from '../../../src/scaling/reason.ts';

type Examples = {
  readonly [Rule in Reason['rule']]: {
    readonly means: string;
    readonly example: Extract<Reason, { readonly rule: Rule }>;
  };
};

const morning = instant(Date.UTC(2026, 11, 1, 6));
const evening = instant(Date.UTC(2026, 10, 30, 18));

/** What each rule of a decision is for, with a reason that it may give; a rule without does not compile. */
export const reasonExamples: Examples = {
  fixed: {
    means: 'Mode `fixed`.',
    example: { rule: 'fixed', workers: 3 },
  },
  manual: {
    means: 'Mode `manual`: the number is that of the policy.',
    example: { rule: 'manual', workers: 2 },
  },
  idle: {
    means: 'The signal says that there is no work.',
    example: { rule: 'idle', units: 0, workers: 0 },
  },
  busy: {
    means: 'Mode `whileBusy`, and there is work.',
    example: { rule: 'busy', units: 7, workers: 4 },
  },
  backlog: {
    means: 'Mode `proportional`: the backlog divided by `unitsPerWorker`.',
    example: { rule: 'backlog', units: 37, unitsPerWorker: 5, workers: 8 },
  },
  share: {
    means: 'Mode `share`: what the formula says before the quota is shared out.',
    example: { rule: 'share', units: 120, workers: 20 },
  },
  nodes: {
    means: 'Mode `perNode`: nodes with the labels that are ready and schedulable.',
    example: { rule: 'nodes', nodes: 4, workers: 4 },
  },
  platform: {
    means: 'Mode `platform`: the strategy that the Oasis platform has for the model.',
    example: { rule: 'platform', strategy: 'QUEUE_LOAD', analyses: 2, tasks: 31, workers: 5 },
  },
  platformSettings: {
    means: 'Mode `platform`, and what the platform says of the model cannot be followed.',
    example: {
      rule: 'platformSettings',
      problem: 'the platform has no scaling configuration of it',
      workers: 1,
    },
  },
  deadline: {
    means:
      'Mode `deadline`: what drains the backlog in time, by the service time that is given or was learnt.',
    example: {
      rule: 'deadline',
      units: 900,
      serviceTime: millis(180_000),
      until: morning,
      workers: 5,
      verdict: { verdict: 'feasible' },
    },
  },
  serviceTimeUnknown: {
    means:
      'Mode `deadline` before the first units have ended: it starts with the workers that are there and tries more bit by bit.',
    example: { rule: 'serviceTimeUnknown', units: 900, workers: 2 },
  },
  notScaled: {
    means: 'Mode `utilization`: a HorizontalPodAutoscaler moves the number.',
    example: { rule: 'notScaled', workers: 2 },
  },
  starting: {
    means:
      'This controller has just begun to lead. Nothing is lowered before the signal has answered and `hold` has passed once.',
    example: { rule: 'starting', workers: 6 },
  },
  stale: {
    means: 'The signal is `Stale`, and would lower the number.',
    example: {
      rule: 'stale',
      age: millis(140_000),
      because: 'the broker does not answer',
      workers: 6,
    },
  },
  lost: {
    means: 'The signal is `Lost`: what `onSignalLoss.then` says applies.',
    example: {
      rule: 'lost',
      age: millis(1_260_000),
      because: 'the broker does not answer',
      fallback: 'hold',
      workers: 6,
    },
  },
  window: {
    means: 'A window of `schedule` lifts or caps the number.',
    example: { rule: 'window', bound: 'atLeast', workers: 2 },
  },
  min: {
    means: '`min` lifts the number.',
    example: { rule: 'min', wanted: 0, workers: 1 },
  },
  max: {
    means: '`max` caps the number.',
    example: { rule: 'max', wanted: 23, workers: 16 },
  },
  hold: {
    means: 'Fewer are wanted, and not yet for as long as `hold`. It is meant: work comes in waves.',
    example: { rule: 'hold', until: evening, workers: 8 },
  },
  group: {
    means: 'The quota of the group does not have more for this pool.',
    example: { rule: 'group', resource: 'cpu', wanted: 12, workers: 7 },
  },
  priority: {
    means: 'The group serves its highest priorities only, and counts this pool as idle meanwhile.',
    example: { rule: 'priority', priority: 3, workers: 0 },
  },
  overQuota: {
    means: 'Minima and busy workers of the group need more than the quota has.',
    example: { rule: 'overQuota', resource: 'cpu', workers: 2 },
  },
  waitsForRoom: {
    means: 'What the pool was allotted is still taken by workers of other pools that go.',
    example: { rule: 'waitsForRoom', wanted: 9, workers: 6 },
  },
  rate: {
    means: '`up` or `down` of the policy says how fast the number may move.',
    example: { rule: 'rate', direction: 'up', wanted: 20, workers: 4 },
  },
  busyWorkers: {
    means: 'Fewer are wanted, and whoever is there is busy or not known to be idle.',
    example: { rule: 'busyWorkers', busy: 5, workers: 5 },
  },
  pin: {
    means: 'A person set the number, by the annotation `roster.dev/pin`.',
    example: { rule: 'pin', until: morning, because: 'of the demo', workers: 12 },
  },
  pause: {
    means: 'A person said to leave the number, by the annotation `roster.dev/pause`.',
    example: { rule: 'pause', until: morning, because: 'the broker is being moved', workers: 6 },
  },
};

/** What the column REASON says of a pool that the controller only watches. */
export const watchedWords: Readonly<Record<(typeof movedBy)[keyof typeof movedBy], string>> = {
  MovedByKeda: 'KEDA moves the number; its conditions are shown.',
  MovedByAutoscaler: 'A HorizontalPodAutoscaler moves the number; its conditions are shown.',
  WrittenInGit: 'The number stands in the policy, and Git holds it.',
};
