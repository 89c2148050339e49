import type { Latency, Phase } from './result.ts';

/** A table of markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '(not measured)';
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

export function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** Milliseconds as people read them; an infinity is what never came. */
export function shownMs(ms: number): string {
  if (!Number.isFinite(ms)) return 'not in time';
  return ms < 10
    ? `${ms.toFixed(1)} ms`
    : ms < 1_000
      ? `${ms.toFixed(0)} ms`
      : `${(ms / 1_000).toFixed(1)} s`;
}

export function shownLatency({ p50Ms, p99Ms, changes, unanswered }: Latency): readonly string[] {
  const late = unanswered === 0 ? '' : ` (${unanswered} of ${changes} not in time)`;
  return [shownMs(p50Ms), `${shownMs(p99Ms)}${late}`];
}

/** Of one core, in percent. */
export function shownCpu({ cpuSeconds, seconds }: Phase): string {
  return `${((cpuSeconds / seconds) * 100).toFixed(1)} %`;
}

export function perMinute(count: number, { seconds }: Phase): string {
  return grouped((count / seconds) * 60);
}

export function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
