import { isObject, type Json, type JsonObject } from '../../model/json.ts';

/** What the Oasis API holds of a model's workers, as `spec.scaling` says it; nothing where the API's numbers make no sense. */
export interface ReadConfiguration {
  /** All of `spec.scaling` but its signal's connection. */
  readonly scaling: JsonObject;
  readonly count: 'analyses' | 'tasks';
  readonly note?: string;
}

const fields = [
  'scaling_strategy',
  'worker_count_fixed',
  'worker_count_max',
  'worker_count_min',
  'chunks_per_worker',
];

/** Tells the API's scaling settings from other documents. */
export function isConfiguration(value: unknown): value is JsonObject {
  return isObject(value) && fields.some((field) => Object.hasOwn(value, field));
}

/** Writes the API's settings as a policy; `undefined` with a reason where only the platform can know what they mean. */
export function readConfiguration(
  configuration: JsonObject,
): ReadConfiguration | { readonly reason: string } {
  const strategy = configuration.scaling_strategy;
  const [fixed, most, least = 0, chunks] = fields
    .slice(1)
    .map((field) => count(configuration[field]));
  const wrong = fields
    .slice(1)
    .find((field) => !isAbsent(configuration[field]) && count(configuration[field]) === undefined);
  if (wrong !== undefined) return { reason: `its \`${wrong}\` is no whole number of 0 or more` };
  switch (strategy) {
    case 'FIXED_WORKERS':
      if (!fixed) return { reason: 'its strategy FIXED_WORKERS has no `worker_count_fixed`' };
      // The floor comes last, and beats every other number.
      return counted('analyses', {
        mode: 'whileBusy',
        workers: Math.max(fixed, least),
        min: least,
      });
    case 'QUEUE_LOAD':
      if (!most) return { reason: 'its strategy QUEUE_LOAD has no `worker_count_max`' };
      return counted('analyses', {
        mode: 'proportional',
        min: least,
        max: Math.max(most, least),
      });
    case 'DYNAMIC_TASKS':
      if (!most || !chunks)
        return {
          reason: 'its strategy DYNAMIC_TASKS has no `worker_count_max` or `chunks_per_worker`',
        };
      return counted('tasks', {
        mode: 'proportional',
        unitsPerWorker: chunks,
        min: least,
        max: Math.max(most, least),
      });
    default:
      return {
        reason: isAbsent(strategy)
          ? 'its `scaling_strategy` is empty'
          : `its \`scaling_strategy\` ${JSON.stringify(strategy).slice(0, 60)} is none that Roster knows`,
      };
  }
}

/** The worker-controller takes idle workers away after 20 s. */
const grace = { hold: '20s' };

function counted(count: ReadConfiguration['count'], scaling: JsonObject): ReadConfiguration {
  return { count, scaling: { ...scaling, ...grace } };
}

/** Leaves it to the API, inside bounds that hold whatever it says. */
export function leaveToPlatform(max: number): ReadConfiguration {
  return counted('analyses', { mode: 'platform', min: 0, max });
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** Digits as a text are a number, as the worker-controller reads them. */
function count(value: Json | undefined): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
