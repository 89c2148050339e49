import { type Line, plotSvg } from '../plot.ts';
import { type Name, titles } from './contenders.ts';
import type { Result } from './result.ts';

const colors = {
  roster: '#0b62a8',
  helm: '#c2410c',
  'helm-files': '#d98a4b',
  cdk8s: '#6b7280',
} as const;

/** Draws the wall times of one result over the number of pools, and the budget. */
export function picture({ sizes }: Result): string {
  const lines = (['roster', 'helm', 'helm-files', 'cdk8s'] as const).map((name) => ({
    label: titles[name].replace(', a chart per pool', ''),
    color: colors[name],
    isDashed: false,
    points: pointsOf(sizes, name),
  }));
  return plotSvg({
    title: 'Wall time of a whole process, median',
    xTitle: 'worker pools (6.6 objects each)',
    yTitle: 'seconds',
    xTicks: [100, 200, 500, 1000, 2000, 5000],
    yTicks: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
    lines: [...lines, budget].filter(({ points }) => points.length > 0),
  });
}

/** As at 1,000 pools, with the growth that is allowed. */
const budget: Line = {
  label: 'budget of roster synth',
  color: '#15803d',
  isDashed: true,
  points: [
    [100, 0.6],
    [1000, 2],
    [5000, 2 * 5 ** 1.1],
  ],
};

function pointsOf(sizes: Result['sizes'], name: Name): Line['points'] {
  return sizes.flatMap(({ pools, runs }) => {
    const run = runs[name];
    return run === undefined ? [] : [[pools, run.wallSeconds] as const];
  });
}
