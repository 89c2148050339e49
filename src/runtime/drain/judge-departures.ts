import type { WorkerState } from './worker-state.ts';

/** A step down that was made, and who was expected to go. */
export interface StepDown {
  readonly victims: ReadonlySet<string>;
  /** What was known of each worker when the step was made. */
  readonly states: ReadonlyMap<string, WorkerState>;
  /** Those that were to go and are still there. */
  readonly outstanding: number;
}

/** What the departure of a worker says about a step down. */
export interface Verdict {
  readonly step: StepDown;
  /** A worker went that was not chosen, while chosen ones stay. */
  readonly isMismatch: boolean;
  /** It was not known to be idle. */
  readonly wasBusy: boolean;
}

/** Judges a worker that went after a step down; one that goes when all the expected ones are gone is not of that step. */
export function judgeDeparture(step: StepDown, name: string): Verdict | undefined {
  if (step.outstanding <= 0) return undefined;
  const isMismatch = !step.victims.has(name);
  return {
    step: { ...step, outstanding: step.outstanding - 1 },
    isMismatch,
    wasBusy: isMismatch && step.states.get(name) !== 'idle',
  };
}
