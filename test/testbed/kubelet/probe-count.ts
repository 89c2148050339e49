/** Where a probe stands: what it last decided, and the run of equal answers that may overturn it. */
export interface ProbeCount {
  readonly verdict: boolean | undefined;
  readonly answer: boolean | undefined;
  readonly run: number;
}

export interface Thresholds {
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
}

export const unprobed: ProbeCount = { verdict: undefined, answer: undefined, run: 0 };

/** Counts an answer; the verdict turns when as many equal answers came in a row as its threshold asks for. */
export function countProbe(
  before: ProbeCount,
  answer: boolean,
  { successThreshold = 1, failureThreshold = 3 }: Thresholds,
): ProbeCount {
  const run = before.answer === answer ? before.run + 1 : 1;
  const isEnough = run >= (answer ? successThreshold : failureThreshold);
  return { verdict: isEnough ? answer : before.verdict, answer, run };
}
