import { type Line, plotSvg } from '../plot.ts';
import type { Result, RivalRow } from './result.ts';

/** Draws how long the slowest part of changes took, for all who were measured on the real API server. */
export function picture({ rivals }: Result): string | undefined {
  if (rivals === undefined) return undefined;
  return plotSvg({
    title: `From a signal to the patch, ${rivals.pools.toLocaleString('en-US')} pools, one real API server`,
    xTitle: 'the slowest … percent of changes took at least',
    yTitle: 'milliseconds',
    xTicks: [1, 2, 5, 10, 20, 50, 100],
    yTicks: [1, 10, 100, 1_000, 10_000, 100_000],
    lines: rivals.rows.map(lineOf).filter(({ points }) => points.length > 0),
  });
}

const colors = ['#4f9bd9', '#0b62a8', '#15803d', '#d98a4b', '#c2410c', '#6b7280'];

/** From the slowest to the fastest, which is where the label stands. */
function lineOf({ label, isOurs, run }: RivalRow, index: number): Line {
  const { sortedMs, changes } = run.changing.latency;
  const late = changes - sortedMs.length;
  return {
    label,
    color: colors[index % colors.length] ?? '#000',
    isDashed: !isOurs,
    points: sortedMs
      .toReversed()
      .map((ms, at) => [((late + at + 1) / changes) * 100, Math.max(1, ms)]),
  };
}
