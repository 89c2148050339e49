import { isObject } from '../../model/json.ts';
import type { PlatformLoad } from '../platform-load.ts';

/** What a user of Oasis chose for a model in the API. */
export type Strategy = 'FIXED_WORKERS' | 'QUEUE_LOAD' | 'DYNAMIC_TASKS';

/** How many workers a model wants by its scaling_configuration, or why nobody can say. */
export type Want =
  | { readonly ok: true; readonly workers: number; readonly strategy: Strategy }
  | { readonly ok: false; readonly problem: string };

export interface Switches {
  /** Keeps models of FIXED_WORKERS up while they are idle; the platform's switch, off by default. */
  readonly neverShutdownFixedWorkers: boolean;
}

/** The work of a model; without analyses and tasks it is idle. */
export type Work = Pick<PlatformLoad, 'tasks' | 'analyses'>;

/**
 * The number of workers a model wants: the platform's own arithmetic, to the digit. Its floor is applied last and beats its
 * maximum, and the maximum does not bound FIXED_WORKERS. `settings` is what the API said; it may be anything.
 */
export function wantOf(settings: unknown, work: Work, switches: Switches): Want {
  if (!isFilled(settings)) return problem('the scaling configuration is empty');
  const strategy = settings.scaling_strategy;
  if (strategy === undefined || strategy === null || strategy === '')
    return problem('`scaling_strategy` is not set');
  if (!isStrategy(strategy)) return problem(`\`scaling_strategy\` is ${show(strategy)}`);
  const need = needOf(strategy, settings, work, switches);
  const floor = numberOf(settings, 'worker_count_min');
  if (!need.ok) return need;
  if (!floor.ok) return floor;
  return { ok: true, workers: Math.max(need.value, floor.value), strategy };
}

/** Whether settings say anything at all; a model without is left alone, whatever its load. */
export function isFilled(settings: unknown): settings is Readonly<Record<string, unknown>> {
  return isObject(settings) && Object.keys(settings).length > 0;
}

/** The number of workers an idle model keeps; 0 where its settings are unusable. */
export function floorOf(settings: unknown): number {
  if (!isFilled(settings)) return 0;
  const floor = numberOf(settings, 'worker_count_min');
  return floor.ok ? floor.value : 0;
}

type Settings = Readonly<Record<string, unknown>>;
type Field = 'worker_count_fixed' | 'worker_count_max' | 'worker_count_min' | 'chunks_per_worker';
type Read =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly problem: string };

/** What is wanted before the floor. */
function needOf(strategy: Strategy, settings: Settings, work: Work, switches: Switches): Read {
  const idle = work.tasks === 0 && work.analyses === 0;
  switch (strategy) {
    case 'FIXED_WORKERS':
      return idle && !switches.neverShutdownFixedWorkers
        ? zero
        : positiveOf(settings, 'worker_count_fixed');
    case 'QUEUE_LOAD':
      return upTo(positiveOf(settings, 'worker_count_max'), {
        ok: true,
        value: idle ? 0 : work.analyses,
      });
    case 'DYNAMIC_TASKS':
      return upTo(
        positiveOf(settings, 'worker_count_max'),
        idle ? zero : perWorker(settings, work.tasks),
      );
  }
}

const zero: Read = { ok: true, value: 0 };

function perWorker(settings: Settings, tasks: number): Read {
  const chunks = positiveOf(settings, 'chunks_per_worker');
  return chunks.ok ? { ok: true, value: Math.ceil(tasks / chunks.value) } : chunks;
}

/** A maximum that is missing is a problem also while the model is idle, as the platform has it. */
function upTo(max: Read, need: Read): Read {
  if (!max.ok) return max;
  return need.ok ? { ok: true, value: Math.min(need.value, max.value) } : need;
}

function positiveOf(settings: Settings, field: Field): Read {
  const read = numberOf(settings, field);
  if (!read.ok || read.value > 0) return read;
  const given = settings[field] ?? undefined;
  return problem(given === undefined ? `\`${field}\` is not set` : `\`${field}\` is 0`);
}

/** Absent and null are 0; digits as text are a number, as the platform takes them in some fields. */
function numberOf(settings: Settings, field: Field): Read {
  const given = settings[field] ?? 0;
  const value = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? { ok: true, value }
    : problem(`\`${field}\` is ${show(given)}, not a whole number of 0 or more`);
}

function isStrategy(text: unknown): text is Strategy {
  return text === 'FIXED_WORKERS' || text === 'QUEUE_LOAD' || text === 'DYNAMIC_TASKS';
}

/** Short and on one line, whatever the API sent. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? typeof value;
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}

function problem(text: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: text };
}
