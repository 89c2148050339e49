import type { Demand, Drain, Mode } from '../../../model/scaling.ts';
import type { RuntimeSignal } from '../../signals/wanted-signal.ts';
import {
  at,
  choice,
  complain,
  count,
  type Field,
  optional,
  period,
  positive,
  text,
  texts,
} from './field.ts';
import { readSignal } from './read-signal.ts';

/** The fields of `spec.scaling` that only some modes have, by mode. */
export const fieldsOfMode: Readonly<Record<Mode, readonly string[]>> = {
  fixed: ['workers'],
  whileBusy: ['signal', 'workers'],
  proportional: ['signal', 'unitsPerWorker'],
  share: ['signal', 'formula', 'weight'],
  deadline: ['signal', 'drainWithin', 'by', 'timezone', 'serviceTime'],
  perNode: ['nodes'],
  platform: ['signal'],
  manual: ['workers'],
  utilization: ['cpu', 'memory'],
};

/** Reads what the mode asks for. */
export function readDemand(scaling: Field): Demand<RuntimeSignal> {
  const mode = choice(at(scaling, 'mode'), [
    'manual',
    'fixed',
    'whileBusy',
    'proportional',
    'share',
    'deadline',
    'perNode',
    'platform',
    'utilization',
  ]);
  switch (mode) {
    case 'fixed':
    case 'manual':
      return { mode, workers: count(at(scaling, 'workers')) };
    case 'whileBusy':
      return { mode, signal: signalOf(scaling), workers: count(at(scaling, 'workers'), 1) };
    case 'proportional':
      return {
        mode,
        signal: signalOf(scaling),
        unitsPerWorker: positive(at(scaling, 'unitsPerWorker')),
      };
    case 'share':
      return {
        mode,
        signal: signalOf(scaling),
        formula: choice(at(scaling, 'formula'), ['roster', 'hyperflow', 'wpok']),
        weight: positive(at(scaling, 'weight')),
      };
    case 'deadline': {
      const serviceTime = optional(at(scaling, 'serviceTime'), period);
      return {
        mode,
        signal: signalOf(scaling),
        drain: readDrain(scaling),
        ...(serviceTime !== undefined && { serviceTime }),
      };
    }
    case 'perNode':
      return { mode, nodes: texts(at(scaling, 'nodes')) };
    case 'platform':
      return { mode, signal: signalOf(scaling) };
    case 'utilization':
      return complain(at(scaling, 'mode'), 'must be a mode that the runtime can serve', {
        mode: 'manual',
        workers: 0,
      });
  }
}

function signalOf(scaling: Field): RuntimeSignal {
  return readSignal(at(scaling, 'signal'));
}

function readDrain(scaling: Field): Drain {
  const within = at(scaling, 'drainWithin');
  const by = at(scaling, 'by');
  if ((within.value === undefined) === (by.value === undefined)) {
    return complain(scaling, 'must have exactly one of `drainWithin` and `by`', {
      by: '',
      timezone: '',
    });
  }
  if (within.value !== undefined) return { within: period(within) };
  return { by: timeOfDay(by), timezone: timezone(at(scaling, 'timezone')) };
}

function timeOfDay(field: Field): string {
  const written = text(field);
  if (written === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(written)) return written;
  return complain(field, 'must be a time of day such as 06:00', '');
}

/** A time zone that this machine knows; no other could be reckoned with. */
export function timezone(field: Field): string {
  const written = text(field);
  if (written === '') return written;
  try {
    new Intl.DateTimeFormat('en', { timeZone: written });
    return written;
  } catch {
    return complain(field, 'must be a time zone such as Europe/Warsaw', '');
  }
}
