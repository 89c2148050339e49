import type { Connections } from '../../model/connection.ts';
import type { AfterLoss, Mode, Rate, Scaling, Window } from '../../model/scaling.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { scalingDefaults } from '../schema/defaults.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { inWords } from '../validation/schema-problem.ts';
import { readCron, readDuration, readPositiveDuration, readTimezone } from '../values/values.ts';
import { readBounds } from './bounds.ts';
import { readDemand } from './demand.ts';
import { readIdleness } from './idleness.ts';
import { fieldsOfMode, requiredOfMode, whyNotInMode } from './mode-fields.ts';
import { closingCron } from './schedule.ts';

type Written = WrittenPool['scaling'];

/** Reads `spec.scaling`; `undefined` when a field that the mode cannot do without is missing or refers to nothing. */
export function readScaling(
  context: Context,
  spec: Pick<WrittenPool, 'scaling' | 'worker'>,
  connections: Connections,
): Scaling | undefined {
  const { scaling: written } = spec;
  const complete = checkFields(context, written);
  const schedule = (written.schedule ?? []).map((window, index) =>
    readWindow(context, window, index),
  );
  const demand = readDemand(context, spec, connections);
  const scaling = {
    hold: readDuration(context, ['scaling', 'hold'], written.hold ?? scalingDefaults.hold),
    ...readRates(context, written.rates),
    pollingInterval: readPositiveDuration(
      context,
      ['scaling', 'pollingInterval'],
      written.pollingInterval ?? scalingDefaults.pollingInterval,
    ),
    onSignalLoss: readSignalLoss(context, written.onSignalLoss),
    schedule,
    victims: written.victims ?? scalingDefaults.victims,
  };
  if (!complete || demand === undefined) return undefined;
  const bounds = readBounds(context, written, demand, schedule, scaling.onSignalLoss.next);
  const idleness = readIdleness(context, written, demand);
  return { demand, ...bounds, ...scaling, ...(idleness && { idleness }) };
}

function checkFields(context: Context, written: Written): boolean {
  const { mode } = written;
  for (const field of Object.keys(written)) {
    if (field === 'mode' || fieldsOfMode[mode].includes(field)) continue;
    const modes = (Object.keys(fieldsOfMode) as Mode[]).filter((one) =>
      fieldsOfMode[one].includes(field),
    );
    complain(
      context,
      'field-not-in-mode',
      ['scaling', field],
      (name) => `${name} has no meaning in mode \`${mode}\``,
      {
        at: 'key',
        help: whyNotInMode[mode]?.[field] ?? `it is used by ${inWords(modes)}`,
      },
    );
  }
  if (mode === 'fixed' && written.hold !== undefined && (written.schedule ?? []).length === 0) {
    complain(
      context,
      'field-not-in-mode',
      ['scaling', 'hold'],
      (name) =>
        `${name} has no meaning in mode \`fixed\` without a schedule: nothing moves the number`,
      { at: 'key', help: 'remove it' },
    );
  }
  const missing = requiredOfMode[mode].filter((field) => !(field in written));
  for (const field of missing) {
    complain(
      context,
      'missing-field',
      ['scaling', field],
      (name) => `${name} is required by mode \`${mode}\``,
      { at: 'key' },
    );
  }
  return missing.length === 0;
}

function readWindow(
  context: Context,
  written: NonNullable<Written['schedule']>[number],
  index: number,
): Window {
  const path = (field: string): Path => ['scaling', 'schedule', index, field];
  const { atLeast, atMost, timezone = scalingDefaults.timezone } = written;
  const cron = readCron(context, path('cron'), written.cron);
  const length = readPositiveDuration(context, path('for'), written.for);
  const end = closingCron(cron, length);
  if (atLeast === undefined && atMost === undefined) {
    complain(
      context,
      'missing-field',
      path('atLeast'),
      (field) => `${field} or \`atMost\` is required, else the window does nothing`,
      { at: 'key' },
    );
  }
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    complain(
      context,
      'min-over-max',
      path('atLeast'),
      (field) => `${field} must be at most ${atMost}, which is \`atMost\`, got ${atLeast}`,
    );
  }
  return {
    cron,
    ...(end && { end }),
    timezone: readTimezone(context, path('timezone'), timezone),
    length,
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  };
}

function readRates(context: Context, written: Written['rates'] = {}): Pick<Scaling, 'up' | 'down'> {
  const { up, down } = written;
  return {
    ...(up && { up: readRate(context, 'up', up) }),
    ...(down && { down: readRate(context, 'down', down) }),
  };
}

function readRate(
  context: Context,
  direction: 'up' | 'down',
  written: NonNullable<NonNullable<Written['rates']>['up']>,
): Rate {
  const path = ['scaling', 'rates', direction];
  if (written.workers === undefined && written.percent === undefined) {
    complain(
      context,
      'missing-field',
      [...path, 'workers'],
      (field) => `${field} or \`percent\` is required`,
      { at: 'key' },
    );
  }
  return { ...written, per: readPositiveDuration(context, [...path, 'per'], written.per) };
}

function readSignalLoss(
  context: Context,
  written: Written['onSignalLoss'] = {},
): Scaling['onSignalLoss'] {
  const { holdFor = scalingDefaults.holdFor, then: next = 'hold' } = written;
  reportFallbackToZero(context, next);
  return {
    holdFor: readPositiveDuration(context, ['scaling', 'onSignalLoss', 'holdFor'], holdFor),
    next,
  };
}

function reportFallbackToZero(context: Context, next: AfterLoss): void {
  if (next === 'hold') return;
  const field = 'workers' in next ? 'workers' : 'atLeast';
  if (Object.values(next)[0] !== 0) return;
  complain(
    context,
    'fallback-to-zero',
    ['scaling', 'onSignalLoss', 'then', field],
    (name) => `${name} must be at least 1, got 0: a gap is not a zero`,
    {
      help: 'write `then: hold`, or a number of workers that is right when nothing is known',
    },
  );
}
