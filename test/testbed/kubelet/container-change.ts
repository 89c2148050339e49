import { type BackOff, restartDelay, retryDelay } from './back-off.ts';
import type { ContainerRecord, Ended } from './container-record.ts';
import type { Exit, WaitingReason } from './container-runtime.ts';

/** Something that happened to a container. */
export type ContainerChange =
  | { readonly what: 'refused'; readonly reason: WaitingReason; readonly message: string }
  | { readonly what: 'running'; readonly containerId: string }
  /** Its startup probe passed. */
  | { readonly what: 'started' }
  | { readonly what: 'readiness'; readonly ready: boolean }
  | { readonly what: 'ended'; readonly exit: Exit };

export interface ChangeContext {
  readonly at: Date;
  readonly podRestartPolicy: string;
  readonly backOff: BackOff;
}

/** The record of a container after a change. Changes that come too late, for a container that does not run, change nothing. */
export function applyChange(
  record: ContainerRecord,
  change: ContainerChange,
  context: ChangeContext,
): ContainerRecord {
  switch (change.what) {
    case 'refused':
      return refused(record, change, context);
    case 'running': {
      const { startupProbe, readinessProbe } = record.container;
      const last = record.state.kind === 'ended' ? record.state.ended : record.last;
      const isRestart = last !== undefined && record.state.kind !== 'running';
      return {
        ...record,
        ...(last && { last }),
        restarts: record.restarts + (isRestart ? 1 : 0),
        state: {
          kind: 'running',
          containerId: change.containerId,
          startedAt: context.at,
          started: startupProbe === undefined,
          ready: startupProbe === undefined && readinessProbe === undefined,
        },
      };
    }
    case 'started':
      return whileRunning(record, {
        started: true,
        ready: record.container.readinessProbe === undefined,
      });
    case 'readiness':
      return whileRunning(record, { ready: change.ready });
    case 'ended':
      return ended(record, change.exit, context);
  }
}

function whileRunning(
  record: ContainerRecord,
  change: { readonly started?: boolean; readonly ready?: boolean },
): ContainerRecord {
  return record.state.kind === 'running'
    ? { ...record, state: { ...record.state, ...change } }
    : record;
}

function refused(
  record: ContainerRecord,
  change: { readonly reason: WaitingReason; readonly message: string },
  { at, backOff }: ChangeContext,
): ContainerRecord {
  const delayMs = retryDelay(record.delayMs, backOff);
  const { reason, message } = change;
  return {
    ...record,
    delayMs,
    ...(record.state.kind === 'ended' && { last: record.state.ended }),
    state: {
      kind: 'refused',
      reason,
      message,
      backingOffAt: new Date(at.getTime() + Math.min(1_000, delayMs / 5)),
      retryAt: new Date(at.getTime() + delayMs),
    },
  };
}

function ended(record: ContainerRecord, exit: Exit, context: ChangeContext): ContainerRecord {
  if (record.state.kind !== 'running') return record;
  const { containerId, startedAt } = record.state;
  const end: Ended = { containerId, startedAt, endedAt: context.at, exit };
  if (!isRestarted(record, exit.exitCode, context.podRestartPolicy)) {
    return { ...record, state: { kind: 'ended', ended: end } };
  }
  const ranMs = context.at.getTime() - startedAt.getTime();
  const delayMs = restartDelay(record.delayMs, ranMs, context.backOff);
  const restartAt = new Date(context.at.getTime() + delayMs);
  return { ...record, delayMs, state: { kind: 'ended', ended: end, restartAt } };
}

/** Whether a container that ended so is started again. */
export function isRestarted(
  { role, container }: Pick<ContainerRecord, 'role' | 'container'>,
  exitCode: number,
  podRestartPolicy: string,
): boolean {
  if (role === 'sidecar') return true;
  const policy = container.restartPolicy ?? podRestartPolicy;
  if (policy === 'Never') return false;
  // An init container of a pod that always restarts is done all the same when it succeeds.
  return exitCode !== 0 || (policy === 'Always' && role === 'main');
}
