import type { Mode } from '../../../model/scaling.ts';
import { fieldsOfMode, requiredOfMode } from '../../pool/mode-fields.ts';
import { scalingDefaults } from '../../schema/defaults.ts';
import { annotationKey } from './labels.ts';
import {
  type ChecksByPath,
  every,
  exactlyOne,
  inWords,
  positive,
  type Rule,
  time,
  together,
} from './rule.ts';

const modes = Object.keys(fieldsOfMode) as Mode[];
const { min, max } = scalingDefaults;

/** The bounds as they are where the policy is silent. */
const least = `(has(self.min) ? self.min : self.mode == 'utilization' ? 1 : ${min})`;
const workers = '(has(self.workers) ? self.workers : 0)';
const most = `(self.mode == 'whileBusy' ? ${workers} : has(self.max) ? self.max : ${max})`;
const outside = `(self.mode == 'fixed' ? ${workers} : ${least})`;
const windows = 'self.schedule';

/** Which fields a mode has, and which it cannot do without: the same table that `roster check` uses. */
function ofModes(): readonly Rule[] {
  const fields = [...new Set(modes.flatMap((mode) => fieldsOfMode[mode]))];
  return [
    ...fields.map((field) => {
      const users = modes.filter((mode) => fieldsOfMode[mode].includes(field));
      return {
        rule: `!has(self.${field}) || self.mode in ${texts(users)}`,
        message: `\`${field}\` has a meaning only in mode ${inWords(users)}`,
      };
    }),
    ...[...new Set(modes.flatMap((mode) => requiredOfMode[mode]))].map((field) => {
      const users = modes.filter((mode) => requiredOfMode[mode].includes(field));
      return {
        rule: `has(self.${field}) || !(self.mode in ${texts(users)})`,
        message: `\`${field}\` is required by mode ${inWords(users)}`,
      };
    }),
  ];
}

const bounds: readonly Rule[] = [
  {
    rule: `self.mode == 'fixed' || ${least} <= ${most}`,
    message: '`min` must be at most `max`, or `workers` in mode `whileBusy`',
  },
  {
    rule: `self.mode == 'fixed' || ${every(windows, 'window', `!has(window.atLeast) || window.atLeast <= ${most}`)}`,
    message: '`schedule` must have an `atLeast` that is at most `max`',
  },
  {
    rule: every(windows, 'window', `!has(window.atLeast) || window.atLeast > ${outside}`),
    message:
      '`schedule` must have an `atLeast` above the number of workers outside the window: the window does nothing',
  },
  {
    rule: "self.mode != 'whileBusy' || !has(self.workers) || self.workers > 0",
    message: '`workers` must be at least 1 in mode `whileBusy`',
  },
  {
    rule: "self.mode != 'utilization' || !has(self.min) || self.min > 0",
    message: '`min` must be at least 1 in mode `utilization`: without workers nothing is used',
  },
];

const ofOneMode: readonly Rule[] = [
  {
    rule: "self.mode != 'fixed' || !has(self.hold) || (has(self.schedule) && size(self.schedule) > 0)",
    message: '`hold` has no meaning in mode `fixed` without a schedule: nothing moves the number',
  },
  {
    rule: "self.mode != 'deadline' || has(self.drainWithin) != has(self.by)",
    message: 'must have exactly one of `drainWithin` and `by`',
  },
  { rule: '!has(self.timezone) || has(self.by)', message: '`timezone` goes with `by`' },
  {
    rule: "!has(self.formula) || self.formula == 'roster' || !has(self.signal) || has(self.signal.rabbitmq)",
    message:
      "`formula` must be `roster` for a signal other than RabbitMQ: HyperFlow's formulas count its messages",
  },
  {
    // what the compiler writes has a weight in any case
    rule: "!has(self.weight) || !has(self.formula) || self.formula == 'roster' || self.weight == 1.0",
    message: '`weight` has no meaning with a formula of HyperFlow, which weighs all messages alike',
  },
  {
    rule: "self.mode != 'utilization' || has(self.cpu) || has(self.memory)",
    message: '`cpu` or `memory` is required by mode `utilization`',
  },
  {
    rule: "!has(self.idleness) || !has(self.victims) || self.victims == 'idle'",
    message: '`idleness` has no meaning with `victims: any`, which asks nobody',
  },
  {
    rule: '!has(self.idleness) || !has(self.idleness.broker) || (has(self.signal) && has(self.signal.rabbitmq))',
    message: '`idleness.broker` needs a signal of `rabbitmq`, whose consumers are the workers',
  },
];

/** What is checked of `spec.scaling`. */
export const scaling: ChecksByPath = together(
  {
    '': { rules: [...ofModes(), ...bounds, ...ofOneMode] },
    'signal.redis': {
      rules: [
        exactlyOne(['list', 'stream']),
        {
          rule: '!has(self.consumerGroup) || !has(self.list)',
          message: '`consumerGroup` goes with `stream`',
        },
      ],
    },
    hold: time,
    'idleness.annotation': {
      rules: [
        {
          rule: `self.matches('${annotationKey}')`,
          message:
            'must be the key of an annotation: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like',
        },
      ],
    },
    'schedule[]': {
      rules: [
        {
          rule: 'has(self.atLeast) || has(self.atMost)',
          message: '`atLeast` or `atMost` is required, else the window does nothing',
        },
        {
          rule: '!has(self.atLeast) || !has(self.atMost) || self.atLeast <= self.atMost',
          message: '`atLeast` must be at most `atMost`',
        },
      ],
    },
  },
  Object.fromEntries(
    ['up', 'down'].map((direction) => [
      `rates.${direction}`,
      {
        rules: [
          {
            rule: 'has(self.workers) || has(self.percent)',
            message: '`workers` or `percent` is required',
          },
        ],
      },
    ]),
  ),
  Object.fromEntries(
    [
      'drainWithin',
      'serviceTime',
      'pollingInterval',
      'onSignalLoss.holdFor',
      'schedule[].for',
      'rates.up.per',
      'rates.down.per',
    ].map((path) => [path, positive]),
  ),
);

function texts(values: readonly string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}]`;
}
