import { isObject } from '../../model/json.ts';

/** An analysis as a snapshot lists it, of which only what says how much work there is. */
export interface Analysis {
  /** Tells one listing from another of the same analysis; `undefined` where the server gave none. */
  readonly id: string | undefined;
  readonly status: string | undefined;
  /** 1 to 10, 10 is most urgent; 1 where it is missing. */
  readonly priority: number;
  /** Of the present phase, in any state. */
  readonly tasks: number;
  /** Of these, those that are not done. */
  readonly open: number;
  readonly queues: readonly string[];
}

/** `undefined` where a field that counts is something else than it may be: nothing can then be said of its queue. */
export function readAnalysis(written: unknown): Analysis | undefined {
  const analysis = isObject(written) ? written.analysis : undefined;
  if (!isObject(analysis)) return undefined;
  const tasks = readCount(analysis.sub_task_count);
  // One without sub-tasks waits for its first worker, whatever the rest of it says.
  const open = tasks === 0 ? 0 : readOpen(analysis.status_count);
  const queues = tasks === 0 ? [] : readNames(analysis.queue_names);
  if (tasks === undefined || open === undefined || queues === undefined) return undefined;
  return {
    id: readId(analysis.id),
    status: typeof analysis.status === 'string' ? analysis.status : undefined,
    priority: readCount(analysis.priority) || 1,
    tasks,
    open,
    queues,
  };
}

/** A number of the server: absent and null are 0, digits as text a number; `undefined` for all that is no count. */
export function readCount(written: unknown): number | undefined {
  const given = written ?? 0;
  const value = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function readOpen(written: unknown): number | undefined {
  if (!isObject(written)) return undefined;
  const { TOTAL_IN_QUEUE, PENDING, QUEUED, STARTED } = written;
  if (TOTAL_IN_QUEUE !== undefined) return readCount(TOTAL_IN_QUEUE);
  // Without any of them it is not known that nothing is open.
  if (PENDING === undefined && QUEUED === undefined && STARTED === undefined) return undefined;
  const parts = [PENDING, QUEUED, STARTED].map(readCount);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.reduce((sum, part) => sum + part, 0) : undefined;
}

function readNames(written: unknown): readonly string[] | undefined {
  return Array.isArray(written) && written.every((name) => typeof name === 'string')
    ? written
    : undefined;
}

function readId(written: unknown): string | undefined {
  return typeof written === 'number' || typeof written === 'string' ? String(written) : undefined;
}
