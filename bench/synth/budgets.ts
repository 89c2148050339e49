import { exponent } from '../statistics.ts';
import type { Verdict as Measured } from '../verdicts.ts';
import { fasterHelm, type Result, type Size } from './result.ts';

/** One promise and what was measured. */
export type Verdict = Measured<'s' | 'MB' | ''>;

/** Holds what was measured against the budgets of the design; what was not measured is left out. */
export function judge({ sizes }: Result): readonly Verdict[] {
  const [hundred, thousand] = [100, 1000].map((pools) => sizes.find((one) => one.pools === pools));
  const verdicts: (Verdict | undefined)[] = [
    below('100 pools, wall time', hundred?.runs.roster?.wallSeconds, 0.6, 's'),
    below('1,000 pools, wall time', thousand?.runs.roster?.wallSeconds, 2, 's'),
    below('1,000 pools, peak memory', megabytes(thousand?.runs.roster?.peakBytes), 300, 'MB'),
    againstHelm(thousand, '1,000 pools, not slower than helm', 1),
    growth(sizes, 'wallSeconds', 'exponent of wall time, 500 to 5,000 pools'),
    growth(sizes, 'cpuSeconds', 'exponent of CPU time, 500 to 5,000 pools'),
    below('1,000 pools, check', thousand?.runs['roster-check']?.wallSeconds, 0.3, 's'),
  ];
  return verdicts.filter((one) => one !== undefined);
}

/** Holds what was measured against what we want to reach; no benchmark fails for it. */
export function judgeAims({ sizes }: Result): readonly Verdict[] {
  return [1000, 5000].flatMap((pools) => {
    const size = sizes.find((one) => one.pools === pools);
    return (
      againstHelm(size, `${pools.toLocaleString('en-US')} pools, half of helm's time`, 0.5) ?? []
    );
  });
}

function below(
  what: string,
  measured: number | undefined,
  limit: number,
  unit: Verdict['unit'],
): Verdict | undefined {
  return measured === undefined
    ? undefined
    : { what, limit, measured, unit, isMet: measured <= limit };
}

function againstHelm(size: Size | undefined, what: string, part: number): Verdict | undefined {
  const helm = size && fasterHelm(size);
  return helm && below(what, size.runs.roster?.wallSeconds, helm.wallSeconds * part, 's');
}

function growth(
  sizes: readonly Size[],
  what: 'wallSeconds' | 'cpuSeconds',
  title: string,
): Verdict | undefined {
  const points = sizes.flatMap(({ pools, runs: { roster } }) =>
    roster && pools >= 500 && pools <= 5000 ? [[pools, roster[what]] as const] : [],
  );
  const covers = [500, 5000].every((pools) => points.some(([x]) => x === pools));
  return covers ? below(title, exponent(points), 1.1, '') : undefined;
}

function megabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1e6;
}
