import type { Report } from '../../signals/source.ts';
import type { ControllerMetrics } from '../metrics/controller-metrics.ts';

/** Hands on what a source reports, and counts it. */
export function countReads(
  source: string,
  { roster_signal_reads_total: reads }: Pick<ControllerMetrics, 'roster_signal_reads_total'>,
  report: Report,
): Report {
  for (const result of ['ok', 'error']) reads.inc({ source, result }, 0);
  return (key, reading) => {
    reads.inc({ source, result: reading.ok ? 'ok' : 'error' });
    report(key, reading);
  };
}
