import { oneLine } from '../../one-line.ts';

/** What is true of a resource, as `metav1.Condition` has it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  /** CamelCase; the word that tools and people look for. */
  readonly reason: string;
  /** A sentence without numbers that change by the minute: each change of it is a write. */
  readonly message: string;
  readonly observedGeneration?: number;
  /** When `status` last changed, in ISO 8601 to the second. */
  readonly lastTransitionTime: string;
}

/** The findings as conditions: what has the status that it had keeps the time since when it has it. */
export function conditionsOf(
  findings: readonly Pick<Condition, 'type' | 'status' | 'reason' | 'message'>[],
  previous: readonly Condition[] | undefined,
  generation: number,
  now: string,
): readonly Condition[] {
  return findings.map((finding) => {
    const before = previous?.find(({ type }) => type === finding.type);
    const since = before?.status === finding.status ? before.lastTransitionTime : now;
    return {
      ...finding,
      message: oneLine(finding.message),
      observedGeneration: generation,
      lastTransitionTime: since,
    };
  });
}

/** Those of which the status or the reason is another than before; all, where there was none before. */
export function changedConditions(
  conditions: readonly Condition[],
  previous: readonly Condition[] | undefined,
): readonly Condition[] {
  return conditions.filter((one) => {
    const before = previous?.find(({ type }) => type === one.type);
    return before?.status !== one.status || before.reason !== one.reason;
  });
}

/** A moment as the API server writes it, without fractions of a second. */
export function timestamp(wall: number): string {
  return `${new Date(wall).toISOString().slice(0, 19)}Z`;
}
