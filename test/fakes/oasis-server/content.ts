/** What a test says of an analysis; the rest is as the platform has it for a V2 run with all its tasks waiting. */
export interface GivenAnalysis {
  readonly id: number;
  readonly tasks?: number;
  readonly open?: number;
  readonly priority?: number;
  readonly status?: string;
  readonly queues?: readonly string[];
}

/** An entry of a snapshot, with every field the platform sends. */
export function entryOf(
  name: string,
  analyses: readonly GivenAnalysis[],
  counts: { readonly queued?: number; readonly messages?: number; readonly workers?: number } = {},
): object {
  return {
    queue: {
      name,
      pending_count: 0,
      queued_count: counts.queued ?? 0,
      running_count: 0,
      queue_message_count: counts.messages ?? 0,
      worker_count: counts.workers ?? 0,
      models: [],
    },
    analyses: analyses.map((one) => ({ analysis: analysisOf(one, name), updated_tasks: [] })),
  };
}

/** The message with these entries. */
export function messageOf(content: unknown): object {
  return {
    time: '2030-01-15T08:00:00.000000Z',
    type: 'queue_status.updated',
    status: 'SUCCESS',
    content,
  };
}

function analysisOf(given: GivenAnalysis, queue: string): object {
  const { id, tasks = 12, open = tasks, priority = 4, status = 'RUN_STARTED' } = given;
  return {
    name: `analysis ${id}`,
    id,
    portfolio: 1,
    model: 1,
    status,
    priority,
    analysis_chunks: null,
    lookup_chunks: null,
    sub_task_count: tasks,
    queue_names: given.queues ?? (open > 0 ? [queue] : []),
    status_count: {
      TOTAL_IN_QUEUE: open,
      TOTAL: tasks,
      PENDING: 0,
      QUEUED: open,
      STARTED: 0,
      COMPLETED: tasks - open,
      CANCELLED: 0,
      ERROR: 0,
    },
  };
}
