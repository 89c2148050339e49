import type { AfterLoss, Demand, Idleness, Rate, Scaling, Window } from '../../../model/scaling.ts';
import { millis } from '../../../model/units.ts';
import type { RuntimeSignal } from '../../signals/wanted-signal.ts';
import {
  at,
  choice,
  complain,
  count,
  duration,
  type Field,
  itemsOf,
  only,
  optional,
  period,
  text,
} from './field.ts';
import { isCron } from './is-cron.ts';
import { fieldsOfMode, readDemand, timezone } from './read-demand.ts';

const common = [
  'mode',
  'min',
  'max',
  'hold',
  'rates',
  'schedule',
  'victims',
  'idleness',
  'pollingInterval',
  'onSignalLoss',
];

/** What counts where no signal is read: it is never looked at. */
const unread = {
  pollingInterval: millis(15_000),
  onSignalLoss: { holdFor: millis(0), next: 'hold' },
} as const;

/** Reads `spec.scaling` as the compiler writes it: complete, so that there is nothing to assume. */
export function readScaling(field: Field): Scaling<RuntimeSignal> {
  const demand = readDemand(field);
  only(field, [...common, ...fieldsOfMode[demand.mode]]);
  const schedule = itemsOf(at(field, 'schedule')).map(readWindow);
  const idleness = optional(at(field, 'idleness'), readIdleness);
  const scaling: Scaling<RuntimeSignal> = {
    demand,
    ...readBounds(field, demand, schedule),
    hold:
      demand.mode === 'fixed'
        ? (optional(at(field, 'hold'), duration) ?? millis(0))
        : duration(at(field, 'hold')),
    ...readRates(at(field, 'rates')),
    ...('signal' in demand ? readReading(field) : unread),
    schedule,
    // a fixed number goes down at the end of a window only, and says nothing of victims
    victims: demand.mode === 'fixed' ? 'any' : choice(at(field, 'victims'), ['idle', 'any']),
    ...(idleness !== undefined && { idleness }),
  };
  if (scaling.min > scaling.max) {
    complain(at(field, 'min'), `must be at most the maximum, which is ${scaling.max}`, undefined);
  }
  return scaling;
}

function readBounds(
  field: Field,
  demand: Demand<RuntimeSignal>,
  schedule: readonly Window[],
): { readonly min: number; readonly max: number } {
  switch (demand.mode) {
    case 'fixed': {
      const floors = schedule.map(({ atLeast = 0 }) => atLeast);
      return { min: demand.workers, max: Math.max(demand.workers, ...floors) };
    }
    case 'whileBusy':
      return { min: count(at(field, 'min')), max: demand.workers };
    case 'proportional':
    case 'share':
    case 'deadline':
    case 'perNode':
    case 'platform':
    case 'manual':
    case 'utilization':
      return { min: count(at(field, 'min')), max: count(at(field, 'max'), 1) };
  }
}

function readReading(field: Field): Pick<Scaling, 'pollingInterval' | 'onSignalLoss'> {
  const loss = at(field, 'onSignalLoss');
  if (loss.value !== undefined) only(loss, ['holdFor', 'then']);
  return {
    pollingInterval: period(at(field, 'pollingInterval')),
    onSignalLoss: { holdFor: period(at(loss, 'holdFor')), next: readNext(at(loss, 'then')) },
  };
}

/** A fallback to zero is refused here as in policies: it would make a gap a zero. */
function readNext(field: Field): AfterLoss {
  if (field.value === 'hold') return 'hold';
  if (at(field, 'workers').value !== undefined) {
    only(field, ['workers']);
    return { workers: count(at(field, 'workers'), 1) };
  }
  if (at(field, 'atLeast').value !== undefined) {
    only(field, ['atLeast']);
    return { atLeast: count(at(field, 'atLeast'), 1) };
  }
  return complain(field, 'must be `hold`, `workers` or `atLeast`', 'hold');
}

function readRates(field: Field): Pick<Scaling, 'up' | 'down'> {
  if (field.value === undefined) return {};
  only(field, ['up', 'down']);
  const up = optional(at(field, 'up'), readRate);
  const down = optional(at(field, 'down'), readRate);
  return { ...(up && { up }), ...(down && { down }) };
}

function readRate(field: Field): Rate {
  only(field, ['workers', 'percent', 'per']);
  const workers = optional(at(field, 'workers'), (one) => count(one, 1));
  const percent = optional(at(field, 'percent'), (one) => count(one, 1));
  if (workers === undefined && percent === undefined) {
    complain(at(field, 'workers'), 'or `percent` must be there', undefined);
  }
  return {
    ...(workers !== undefined && { workers }),
    ...(percent !== undefined && { percent }),
    per: period(at(field, 'per')),
  };
}

function readWindow(field: Field): Window {
  only(field, ['cron', 'timezone', 'for', 'atLeast', 'atMost']);
  const cron = text(at(field, 'cron'));
  if (cron !== '' && !isCron(cron)) complain(at(field, 'cron'), 'must be five fields of cron', '');
  const atLeast = optional(at(field, 'atLeast'), count);
  const atMost = optional(at(field, 'atMost'), count);
  return {
    cron,
    timezone: timezone(at(field, 'timezone')),
    length: period(at(field, 'for')),
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  };
}

function readIdleness(field: Field): Idleness {
  only(field, ['broker', 'annotation', 'http']);
  const annotation = at(field, 'annotation');
  if (annotation.value !== undefined) return { from: 'annotation', key: text(annotation) };
  const http = at(field, 'http');
  if (http.value === undefined) {
    if (at(field, 'broker').value !== undefined) return { from: 'broker' };
    return complain(field, 'must be `broker`, `annotation` or `http`', { from: 'broker' });
  }
  only(http, ['port', 'path']);
  return { from: 'http', port: count(at(http, 'port'), 1), path: text(at(http, 'path')) };
}
