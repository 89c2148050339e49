import type { Mode } from '../../model/scaling.ts';

const moving = ['min', 'max', 'hold', 'rates', 'schedule', 'victims'] as const;
const signalled = ['signal', 'pollingInterval', 'onSignalLoss'] as const;

/** The fields of `spec.scaling` that each mode uses; any other written beside it would silently do nothing. */
export const fieldsOfMode: Readonly<Record<Mode, readonly string[]>> = {
  fixed: ['workers', 'schedule', 'hold'],
  whileBusy: [...signalled, ...moving.filter((field) => field !== 'max'), 'workers'],
  proportional: [...signalled, ...moving, 'unitsPerWorker'],
  share: [...signalled, ...moving, 'formula', 'weight'],
  deadline: [...signalled, ...moving, 'drainWithin', 'by', 'timezone', 'serviceTime'],
  perNode: [...moving, 'nodes'],
  platform: [...signalled, ...moving],
  manual: [...moving, 'workers'],
};

/** The fields without which a mode makes no sense. */
export const requiredOfMode: Readonly<Record<Mode, readonly string[]>> = {
  fixed: ['workers'],
  whileBusy: ['signal', 'workers'],
  proportional: ['signal'],
  share: ['signal'],
  deadline: ['signal'],
  perNode: [],
  platform: ['signal'],
  manual: [],
};
