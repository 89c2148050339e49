import type { WorkerState } from './worker-state.ts';

/** What a worker says of itself in its annotation: exactly `idle` or `busy`; anything else says nothing. */
export function annotationState(value: string | undefined): WorkerState {
  return value === 'idle' || value === 'busy' ? value : 'unknown';
}
