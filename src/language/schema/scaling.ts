import { Type } from 'typebox';
import { scalingDefaults } from './defaults.ts';
import {
  choice,
  countOrPercent,
  fields,
  flag,
  formatted,
  integer,
  list,
  map,
  number,
  oneOf,
  optional,
  quantity,
  text,
} from './field.ts';
import { idleness } from './idleness.ts';
import { signal } from './signal.ts';

export const modes = [
  'fixed',
  'whileBusy',
  'proportional',
  'share',
  'deadline',
  'perNode',
  'platform',
  'manual',
  'utilization',
] as const;

const duration = (
  description: string,
  example: string,
  notes: { default?: string; absent?: string },
) => optional(formatted('duration', description, example, notes));

const rate = (description: string) =>
  fields(
    description,
    {
      workers: optional(
        integer('At most this many workers in one period.', 10, {
          absent: 'no limit by number',
          minimum: 1,
        }),
      ),
      percent: optional(
        integer('At most this many percent of the workers in one period.', 100, {
          absent: 'no limit by percentage',
          minimum: 1,
        }),
      ),
      per: formatted('duration', 'Length of the period, at most 30m.', '1m'),
    },
    { absent: 'no limit' },
  );

const onSignalLoss = fields(
  'What happens when the signal is missing, stale or broken. By itself a gap never lowers the number of workers.',
  {
    holdFor: duration('How long the last number is held before `then` applies.', '10m', {
      default: scalingDefaults.holdFor,
    }),
    // biome-ignore lint/suspicious/noThenProperty: the word of the policy language; nothing awaits a schema
    then: optional(
      Type.Unsafe<'hold' | { readonly workers: number } | { readonly atLeast: number }>({
        description: 'What follows: go on holding, exactly so many workers, or at least so many.',
        examples: ['hold', { atLeast: 2 }],
        default: 'hold',
        type: ['string', 'object'],
        pattern: '^hold$',
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
        properties: {
          workers: integer('Exactly so many workers; zero is refused.', 3, {
            minimum: 0,
            absent: '`atLeast` is given',
          }),
          atLeast: integer('At least so many workers; more stay.', 2, {
            minimum: 0,
            absent: '`workers` is given',
          }),
        },
      }),
    ),
  },
  { absent: 'hold for ever' },
);

const usage = (description: string, value: string) =>
  oneOf(
    description,
    {
      averageUtilization: optional(
        integer('Percent of what the workers request; every container must request it.', 70, {
          minimum: 1,
          absent: '`averageValue` is given',
        }),
      ),
      averageValue: optional(
        quantity('An amount for each worker.', value, {
          absent: '`averageUtilization` is given',
        }),
      ),
    },
    { absent: 'it does not count' },
  );

const window = fields('A window of time in which other bounds apply.', {
  cron: formatted(
    'cron',
    'When the window opens: minute, hour, day of month, month, day of week.',
    '0 8 * * 1-5',
  ),
  timezone: optional(
    formatted('timezone', 'Time zone of `cron`.', 'Europe/Warsaw', {
      default: scalingDefaults.timezone,
    }),
  ),
  for: formatted('duration', 'How long it stays open.', '10h'),
  atLeast: optional(
    integer('No fewer workers than this while it is open.', 5, { absent: 'no floor' }),
  ),
  atMost: optional(
    integer('No more workers than this while it is open; only the runtime can do this.', 20, {
      absent: 'no cap',
    }),
  ),
});

export const scaling = fields('How many workers there should be, and who moves the number.', {
  mode: choice(modes, 'How the wanted number of workers is found.', 'proportional'),
  signal: optional(signal),
  min: optional(
    integer(
      'Never fewer workers than this. Mode `utilization` has 1 by default and takes no less: without workers nothing is used.',
      0,
      { default: scalingDefaults.min },
    ),
  ),
  max: optional(
    integer('Never more workers than this.', 50, { default: scalingDefaults.max, minimum: 1 }),
  ),
  workers: optional(
    integer('Modes `fixed`, `whileBusy` and `manual`: the number of workers.', 3, {
      absent: 'required by `fixed` and `whileBusy`; `min` for `manual`',
    }),
  ),
  unitsPerWorker: optional(
    number('Mode `proportional`: how much of the signal one worker takes on.', 5, {
      default: scalingDefaults.unitsPerWorker,
      exclusiveMinimum: 0,
    }),
  ),
  formula: optional(
    choice(
      ['roster', 'hyperflow', 'wpok'],
      "Mode `share`: Roster's formula, the exact numbers of HyperFlow's chart, or those of its 2025 fork.",
      'hyperflow',
      { default: scalingDefaults.formula },
    ),
  ),
  weight: optional(
    number(
      'Mode `share`: how much one unit of this backlog weighs beside the others of the group.',
      2,
      { default: scalingDefaults.weight, exclusiveMinimum: 0 },
    ),
  ),
  drainWithin: duration('Mode `deadline`: the backlog is to be drained within this time.', '1h', {
    absent: '`by` is given',
  }),
  by: optional(
    formatted(
      'time-of-day',
      'Mode `deadline`: the backlog is to be drained by this time of day.',
      '06:00',
      { absent: '`drainWithin` is given' },
    ),
  ),
  timezone: optional(
    formatted('timezone', 'Mode `deadline`: time zone of `by`.', 'Europe/Warsaw', {
      default: scalingDefaults.timezone,
    }),
  ),
  serviceTime: duration('Mode `deadline`: how long one unit takes on one worker.', '90s', {
    absent: 'learnt while running',
  }),
  nodes: optional(
    map(
      Type.String(),
      'Mode `perNode`: labels of the nodes that get one worker each.',
      { 'example.org/nodepool': 'workers' },
      { absent: "the worker's nodeSelector" },
    ),
  ),
  cpu: optional(usage('Mode `utilization`: how much CPU workers are to use on average.', '500m')),
  memory: optional(
    usage('Mode `utilization`: how much memory workers are to use on average.', '400Mi'),
  ),
  hold: duration(
    'The number is lowered only after the wish for fewer has lasted this long.',
    '2m',
    { default: scalingDefaults.hold },
  ),
  rates: optional(
    fields(
      'How fast the number may move.',
      {
        up: optional(rate('Limits on growing; when both are given the larger step counts.')),
        down: optional(rate('Limits on shrinking; when both are given the larger step counts.')),
      },
      { absent: 'no limits' },
    ),
  ),
  pollingInterval: duration('How often the signal is read.', '15s', {
    default: scalingDefaults.pollingInterval,
  }),
  onSignalLoss: optional(onSignalLoss),
  schedule: optional(
    list(
      window,
      'Windows of time with other bounds; they apply to every mode.',
      [{ cron: '0 8 * * 1-5', timezone: 'Europe/Warsaw', for: '10h', atLeast: 5 }],
      { default: [], maxItems: 128 },
    ),
  ),
  victims: optional(
    choice(
      ['idle', 'any'],
      'Which workers go when the number is lowered. KEDA and Git cannot choose: there it is always `any`.',
      'idle',
      { default: scalingDefaults.victims },
    ),
  ),
  idleness: optional(idleness),
});

const alert = (description: string, wait: string, severity: string) =>
  optional(
    fields(
      description,
      {
        enabled: optional(flag('Whether the alert is rendered.', false, { default: true })),
        for: optional(
          formatted('duration', 'How long it must hold before it fires.', wait, { default: wait }),
        ),
        severity: optional(text('Value of its severity label.', severity, { default: severity })),
      },
      { default: {} },
    ),
  );

export const alerts = fields(
  'Prometheus alerts for the pool.',
  {
    enabled: optional(flag('Whether any alert is rendered.', false, { default: true })),
    labels: optional(
      map(
        Type.String(),
        'Labels on every alert.',
        { team: 'montage' },
        { default: {}, maxProperties: 64 },
      ),
    ),
    backlogNotDraining: alert('Work is waiting and does not get less.', '30m', 'warning'),
    atMax: alert('The pool has been at its maximum for long.', '1h', 'warning'),
    signalStale: alert('The signal is missing or old.', '10m', 'critical'),
    notReady: alert('Workers that should run are not ready.', '15m', 'critical'),
  },
  { default: {} },
);

export const disruption = oneOf(
  'How many workers a node drain may take at once (PodDisruptionBudget).',
  {
    maxUnavailable: optional(
      countOrPercent('So many may be missing; with 100% no budget is rendered.', '25%', {
        absent: '`minAvailable` is given',
      }),
    ),
    minAvailable: optional(
      countOrPercent('So many must stay.', 1, { absent: '`maxUnavailable` is given' }),
    ),
  },
  { default: { maxUnavailable: '25%' } },
);
