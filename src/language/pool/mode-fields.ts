import type { Mode } from '../../model/scaling.ts';

const moving = ['min', 'max', 'hold', 'rates', 'schedule', 'victims', 'idleness'] as const;
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
  utilization: ['cpu', 'memory', 'min', 'max', 'hold', 'rates'],
};

/** Why a mode lacks a field that most have, and what to do; for those who look for it. */
export const whyNotInMode: Partial<Record<Mode, Readonly<Record<string, string>>>> = {
  utilization: {
    schedule:
      'an HPA knows no windows of time: use a mode with a signal, which KEDA or the runtime scales',
    victims:
      'an HPA does not know which workers are idle: use a mode with a signal, and `engine: runtime`',
    idleness:
      'an HPA does not ask which workers are idle: use a mode with a signal, and `engine: runtime`',
    signal: 'an HPA reads no signal: use mode `proportional`, or remove it',
  },
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
  utilization: [],
};
