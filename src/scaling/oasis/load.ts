import type { Analysis } from './analysis.ts';
import type { Entry } from './snapshot.ts';

/** How much work a queue has by one snapshot. */
export interface QueueLoad {
  readonly tasks: number;
  readonly analyses: number;
  /** The highest of its analyses, 1 to 10; 1 while there are none. */
  readonly priority: number;
}

/** The load of one queue, or why it is not known: that is a gap, never no work. */
export type QueueReading =
  | { readonly ok: true; readonly load: QueueLoad }
  | { readonly ok: false; readonly problem: string };

/** The load of all queues by one snapshot, by name in lower case, in the order in which work was found. */
export interface Loads {
  readonly queues: ReadonlyMap<string, QueueLoad>;
  readonly unreadable: ReadonlyMap<string, string>;
}

const idle: QueueLoad = { tasks: 0, analyses: 0, priority: 1 };

/** What a snapshot says of a queue; a queue it does not list is idle. */
export function loadOf(loads: Loads, queue: string): QueueReading {
  const problem = loads.unreadable.get(queue);
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, load: loads.queues.get(queue) ?? idle };
}

/**
 * The load of each queue of a snapshot. An analysis counts once, by its first listing, with all sub-tasks of its phase on each
 * of its queues; one without sub-tasks counts while its status says that it waits or runs. A queue with waiting messages that
 * lists no analysis counts as one task: it frees runs that the server forgot.
 */
export function loadsOf(entries: readonly Entry[]): Loads {
  const queues = new Map<string, { -readonly [K in keyof QueueLoad]: QueueLoad[K] }>();
  const lower = createLowerCase();
  const add = ({ tasks, priority }: Item, queue: string): void => {
    const load = queues.get(queue);
    if (load === undefined) {
      queues.set(queue, { tasks, analyses: 1, priority });
      return;
    }
    load.tasks += tasks;
    load.analyses += 1;
    load.priority = Math.max(load.priority, priority);
  };
  for (const item of [...forgotten(entries), ...listed(entries)]) {
    for (const queue of new Set(item.queues.map(lower))) add(item, queue);
  }
  return { queues, unreadable: problemsOf(entries) };
}

/** Names of queues come back with every analysis. */
function createLowerCase(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const lower = name.toLowerCase();
    known.set(name, lower);
    return lower;
  };
}

interface Item {
  readonly queues: readonly string[];
  readonly tasks: number;
  readonly priority: number;
}

/** Queues of the platform itself, which have no workers of a model. */
const internal: ReadonlySet<string> = new Set(['celery', 'celery-v2', 'task-controller']);

const normalPriority = 4;

function forgotten(entries: readonly Entry[]): readonly Item[] {
  return entries
    .filter(({ queue, waiting, analyses, problem }) => {
      const readable = problem === undefined && analyses.length === 0;
      return readable && waiting > 0 && !internal.has(queue);
    })
    .map(({ queue }) => ({ queues: [queue], tasks: 1, priority: normalPriority }));
}

function listed(entries: readonly Entry[]): readonly Item[] {
  const seen = new Set<string>();
  const items: Item[] = [];
  const take = (analysis: Analysis, queue: string): void => {
    const { id } = analysis;
    const item = id !== undefined && seen.has(id) ? undefined : itemOf(analysis, queue);
    if (item === undefined) return;
    if (id !== undefined) seen.add(id);
    items.push(item);
  };
  for (const { queue, analyses } of entries) {
    for (const analysis of analyses) take(analysis, queue);
  }
  return items;
}

/** NEW and READY analyses do nothing, yet are listed for as long as nobody runs or deletes them. */
const working: ReadonlySet<string | undefined> = new Set([
  undefined,
  'INPUTS_GENERATION_QUEUED',
  'INPUTS_GENERATION_STARTED',
  'RUN_QUEUED',
  'RUN_STARTED',
]);

function itemOf(
  { status, priority, tasks, open, queues }: Analysis,
  queue: string,
): Item | undefined {
  if (tasks === 0) return working.has(status) ? { queues: [queue], tasks: 1, priority } : undefined;
  return open > 0 && queues.length > 0 ? { queues, tasks, priority } : undefined;
}

function problemsOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { queue, problem } of entries) {
    if (problem !== undefined) problems.set(queue.toLowerCase(), problem);
  }
  return problems;
}
