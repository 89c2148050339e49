import { isObject } from '../../model/json.ts';
import type { Analysis } from './analysis.ts';
import { readAnalysis, readCount } from './analysis.ts';

/** One queue of a snapshot with the analyses listed under it. */
export interface Entry {
  readonly queue: string;
  /** The larger of the tasks the database calls queued and the messages the broker holds. */
  readonly waiting: number;
  readonly analyses: readonly Analysis[];
  /** What of this entry could not be read; then nothing is known of the load of its queue. */
  readonly problem?: string;
}

export type ReadSnapshot =
  | { readonly ok: true; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a message of the websocket or the answer of its REST twin. Fields that older servers leave out count as 0; a message
 * that is no snapshot, or whose queues have no names, is none. An empty list of queues is a good snapshot: all are idle.
 */
export function readSnapshot(message: unknown): ReadSnapshot {
  if (!isObject(message)) return no('it is no object');
  if (message.status === 'ERROR') return no('the server reports an error');
  if (message.type !== 'queue_status.updated') return no('it is of another type');
  if (message.status !== 'SUCCESS') return no('its status is not SUCCESS');
  if (!Array.isArray(message.content)) return no('its content is no list');
  const entries = message.content.map(readEntry);
  const complete = entries.filter((entry) => entry !== undefined);
  return complete.length === entries.length
    ? { ok: true, entries: complete }
    : no('one of its queues has no name');
}

function no(problem: string): ReadSnapshot {
  return { ok: false, problem };
}

function readEntry(written: unknown): Entry | undefined {
  if (!isObject(written) || !isObject(written.queue)) return undefined;
  const { queue } = written;
  if (typeof queue.name !== 'string' || queue.name === '') return undefined;
  const queued = readCount(queue.queued_count);
  const ready = readCount(queue.queue_message_count);
  const listed = written.analyses ?? [];
  const analyses = Array.isArray(listed) ? listed.map(readAnalysis) : [undefined];
  const readable = analyses.filter((analysis) => analysis !== undefined);
  const entry = {
    queue: queue.name,
    waiting: Math.max(queued ?? 0, ready ?? 0),
    analyses: readable,
  };
  if (queued === undefined || ready === undefined)
    return { ...entry, problem: 'a count of the queue is no number' };
  return readable.length === analyses.length
    ? entry
    : { ...entry, problem: 'an analysis of the queue cannot be read' };
}
