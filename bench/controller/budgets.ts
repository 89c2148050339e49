import type { Verdict as Measured } from '../verdicts.ts';
import { writesOf } from './requests.ts';
import type { Result, RivalRow, Size } from './result.ts';

/** One promise and what was measured. */
export type Verdict = Measured<'ms' | 'MiB' | 'writes' | ''>;

/** Holds what was measured against the budgets of the design; what was not measured is left out. */
export function judge(result: Result): readonly Verdict[] {
  const thousand = result.sizes.find(({ pools }) => pools === 1_000);
  return [
    ...(thousand === undefined ? [] : judgeThousand(thousand)),
    ...result.sizes.flatMap(judgeSilence),
  ];
}

function judgeThousand({ decision, live }: Size): readonly Verdict[] {
  const { changing, burst } = live.pushed;
  const peakBytes = Math.max(live.pushed.peakBytes, live.polled?.peakBytes ?? 0);
  const latency = 'signal to patch, pushed, p99';
  return [
    below('1,000 pools: one decision pass, CPU, p99', decision.p99Ms, 50, 'ms'),
    below('1,000 pools: resident memory, highest', peakBytes / 2 ** 20, 256, 'MiB'),
    below(`1,000 pools: ${latency}`, changing.latency.p99Ms, 1_000, 'ms'),
    ...(burst === undefined
      ? []
      : [
          below(
            `1,000 pools: ${latency}, ${burst.latency.changes} at once`,
            burst.latency.p99Ms,
            1_000,
            'ms',
          ),
        ]),
  ];
}

/** Nothing is written when nothing changed, on a clock that is moved by hand, and by a process that runs. */
function judgeSilence({ pools, controlled, live }: Size): readonly Verdict[] {
  const of = `${pools.toLocaleString('en-US')} pools: API writes while nothing changes`;
  return [
    ...(controlled === undefined
      ? []
      : [
          below(
            `${of}, ${controlled.idleMinutes} controlled minutes`,
            writesOf(controlled.idle),
            0,
            'writes',
          ),
        ]),
    below(`${of}, ${Math.round(live.pushed.idle.seconds)} s`, live.pushed.idle.writes, 0, 'writes'),
  ];
}

/** Holds ours as it is shipped against the fastest of the autoscaler's rows; no benchmark fails for it. */
export function judgeAims({ rivals }: Result): readonly Verdict[] {
  if (rivals === undefined) return [];
  const ours = rivals.rows.find(({ isShipped }) => isShipped);
  const theirs = rivals.rows.filter(({ isOurs }) => !isOurs);
  if (ours === undefined || theirs.length === 0) return [];
  const p99 = ({ run }: RivalRow) => run.changing.latency.p99Ms;
  const best = Math.min(...theirs.map(p99));
  const what = 'signal to patch, p99, ours pushed against the fastest HPA';
  return [below(what, p99(ours), best, 'ms')];
}

function below(what: string, measured: number, limit: number, unit: Verdict['unit']): Verdict {
  return { what, limit, measured, unit, isMet: measured <= limit };
}
