import type { ContainerRecord } from './container-record.ts';

/** What to do with the containers of a pod that is to run. */
export interface ContainerPlan {
  readonly start: readonly string[];
  /** Nothing is to be started any more, and sidecars that still run are to be stopped. */
  readonly isOver: boolean;
  /** When to plan again, if nothing happens before. */
  readonly wakeAt?: Date;
}

/** Decides from the records alone: init containers one after the other, then all others, sidecars as long as those run. */
export function planContainers(records: readonly ContainerRecord[], now: Date): ContainerPlan {
  if (isOver(records)) return { start: [], isOver: true };
  const within = reachable(records);
  const isDue = (at: Date | undefined): boolean => at !== undefined && at <= now;
  const later = within
    .flatMap((record) => [dueAt(record), shownAt(record)])
    .flatMap((at) => (at !== undefined && at > now ? [at.getTime()] : []));
  return {
    start: within.filter((record) => isDue(dueAt(record))).map(({ container }) => container.name),
    isOver: false,
    ...(later.length > 0 && { wakeAt: new Date(Math.min(...later)) }),
  };
}

/** Nothing of it but sidecars runs or will run again: its containers ended for good, or an init container failed for good. */
export function isOver(records: readonly ContainerRecord[]): boolean {
  const main = records.filter(({ role }) => role === 'main');
  return records.some(hasFailedInit) || main.every(isEndedForGood);
}

/** Its init containers are through, or were once. */
export function isInitialized(records: readonly ContainerRecord[]): boolean {
  return reachable(records).length === records.length;
}

export function isEndedForGood({ state }: ContainerRecord): boolean {
  return state.kind === 'ended' && state.restartAt === undefined;
}

export function hasFailedInit(record: ContainerRecord): boolean {
  const { role, state } = record;
  return (
    role === 'init' &&
    state.kind === 'ended' &&
    isEndedForGood(record) &&
    state.ended.exit.exitCode !== 0
  );
}

// A sidecar that crashes later does not send its pod back to the start.
function reachable(records: readonly ContainerRecord[]): readonly ContainerRecord[] {
  if (records.some(({ role, state }) => role === 'main' && state.kind !== 'created'))
    return records;
  const blocking = records.findIndex((record) => record.role !== 'main' && !isPassed(record));
  return blocking < 0 ? records : records.slice(0, blocking + 1);
}

function isPassed({ role, state }: ContainerRecord): boolean {
  if (role === 'sidecar') return state.kind === 'running' && state.started;
  return state.kind === 'ended' && state.ended.exit.exitCode === 0;
}

function dueAt({ state }: ContainerRecord): Date | undefined {
  switch (state.kind) {
    case 'created':
      return new Date(0);
    case 'refused':
      return state.retryAt;
    case 'running':
      return undefined;
    case 'ended':
      return state.restartAt;
  }
}

// When the status changes by the mere passing of time.
function shownAt({ state }: ContainerRecord): Date | undefined {
  return state.kind === 'refused' ? state.backingOffAt : undefined;
}
