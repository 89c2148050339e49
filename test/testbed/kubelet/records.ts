import type { ContainerRecord, ContainerState } from './container-record.ts';

export const noon = new Date('2026-01-01T12:00:00Z');

/** A time some seconds after (or before) noon, which is the now of these tests. */
export function at(seconds: number): Date {
  return new Date(noon.getTime() + seconds * 1_000);
}

/** A container record for tests; main and just created, unless said otherwise. */
export function record(name: string, fields: Partial<ContainerRecord> = {}): ContainerRecord {
  return {
    container: { name, image: `${name}:1` },
    role: 'main',
    state: created,
    restarts: 0,
    ...fields,
  };
}

export const created: ContainerState = { kind: 'created' };

export const running: ContainerState = {
  kind: 'running',
  containerId: 'test://1',
  startedAt: at(-60),
  started: true,
  ready: true,
};

export function ended(exitCode: number, restartAt?: Date): ContainerState {
  return {
    kind: 'ended',
    ended: {
      containerId: 'test://1',
      startedAt: at(-60),
      endedAt: at(-1),
      exit: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' },
    },
    ...(restartAt && { restartAt }),
  };
}

export function refused(retryAt: Date): ContainerState {
  const reason = 'ErrImagePull';
  return { kind: 'refused', reason, message: 'not found', backingOffAt: at(-1), retryAt };
}
