/** `spec.scalingStrategy` of a ScaledJob. `percentage` is a part: 0.5 for one half. */
export type JobStrategy =
  | { readonly strategy: 'default' }
  | { readonly strategy: 'custom'; readonly deduction: number; readonly percentage: number }
  | { readonly strategy: 'accurate' }
  | { readonly strategy: 'eager' };

export interface ScaledJobSpec {
  readonly min: number;
  readonly max: number;
  /** Messages for one Job. */
  readonly target: number;
  readonly scaling: JobStrategy;
}

/** Jobs that are not finished; `pending` are those of them without a running pod. */
export interface JobCounts {
  readonly queue: number;
  readonly running: number;
  readonly pending: number;
}

/**
 * How many Jobs KEDA creates in one round for a ScaledJob (as KEDA 2.20 was read). Below the minimum it makes up what is
 * missing and looks at no queue. `accurate` is right for a queue that a message leaves when its Job starts, `default` for
 * one where it stays visible until its Job ends; the wrong one of the two makes too few or twice as many.
 */
export function jobsToCreate(spec: ScaledJobSpec, counts: JobCounts): number {
  if (counts.running < spec.min) return spec.min - counts.running;
  const wanted = Math.min(spec.max, Math.ceil(counts.queue / spec.target));
  return Math.max(0, Math.min(wanted, roomFor(wanted, spec, counts)));
}

function roomFor(
  wanted: number,
  { max, scaling }: ScaledJobSpec,
  { running, pending }: JobCounts,
): number {
  switch (scaling.strategy) {
    case 'default':
      return wanted - running;
    case 'custom':
      return Math.min(wanted - scaling.deduction - Math.trunc(running * scaling.percentage), max);
    case 'accurate':
      return wanted + running - pending > max ? max - running : wanted - pending;
    case 'eager':
      return Math.min(max - running - pending, wanted);
  }
}
