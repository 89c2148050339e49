import { verdictWriter } from '../verdicts.ts';
import { judge, judgeAims, type Verdict } from './budgets.ts';
import { raised } from './live.ts';
import { fairness, liveNotes } from './notes.ts';
import type { Counts } from './requests.ts';
import type { ControlledRun, Result, RivalRow, Run, Size } from './result.ts';
import { grouped, mebibytes, perMinute, shownCpu, shownLatency, shownMs, table } from './shown.ts';

const verdicts = verdictWriter(shown);

/** Writes the report for people. */
export function markdown(result: Result): string {
  const { machine, sizes, rivals } = result;
  const load =
    machine.loadBefore > 0.5
      ? `**The machine was busy with other work** (load ${machine.loadBefore} before the first run): times are too long.`
      : `The machine had nothing else to do (load ${machine.loadBefore} before the first run).`;
  return `# The controller

${machine.cores} cores of ${machine.processor}, ${(machine.memoryBytes / 1e9).toFixed(0)} GB, Node ${machine.node}. ${load}

## Budgets

${table(['', 'what', 'measured', 'budget'], judge(result).map(verdicts.row))}

An aim, which no run fails for:

${table(['', 'what', 'measured', 'aim'], judgeAims(result).map(verdicts.aimRow))}

## One decision about every pool

Pure arithmetic: groups of 20 and pools by themselves, all modes, backlogs in waves, memories as full as they get, some
signals lost. CPU time of a pass over all pools.

${table(['pools', 'p50', 'p99', 'passes'], sizes.map(decisionRow))}

## The controller as a process

${liveNotes}

${table(liveHead, sizes.flatMap(liveRows))}

## Requests

On a clock that is moved by hand, without a limit of requests: the same numbers every time. In each push of the second part
one signal in a hundred says something else; a push is every 15 s.

${sizes.map(controlledText).join('\n\n')}

## Against the HorizontalPodAutoscaler

${rivals === undefined ? '(not measured)' : `${fairness(rivals.pools)}\n\n${table(rivalHead, rivals.rows.map(rivalRow))}\n\n![Latency from a signal to the patch](controller.svg)`}
`;
}

/** The verdicts, for a terminal. */
export function verdictLines(result: Result): string {
  return verdicts.lines(judge(result), judgeAims(result));
}

function shown(number: number, unit: Verdict['unit']): string {
  return unit === 'ms' ? shownMs(number) : `${number.toFixed(0)} ${unit}`;
}

function decisionRow({ pools, decision }: Size): readonly string[] {
  const { p50Ms, p99Ms, passes } = decision;
  return [grouped(pools), shownMs(p50Ms), shownMs(p99Ms), String(passes)];
}

const liveHead = [
  'pools',
  'signals',
  'requests/s',
  'start s',
  'memory MiB',
  'heap MiB',
  'CPU idle',
  'writes idle',
  'CPU changing',
  'p50',
  'p99',
  'at once',
  'p50',
  'p99',
];

function liveRows({ pools, live }: Size): readonly (readonly string[])[] {
  const of = (signals: string, run: Run, perSecond: number) => [
    grouped(pools),
    signals,
    grouped(perSecond),
    run.settling.seconds.toFixed(0),
    `${mebibytes(run.residentBytes)} (highest ${mebibytes(run.peakBytes)})`,
    run.heapBytes === undefined ? '' : mebibytes(run.heapBytes),
    shownCpu(run.idle),
    grouped(run.idle.writes),
    shownCpu(run.changing),
    ...shownLatency(run.changing.latency),
    ...(run.burst === undefined
      ? ['', '', '']
      : [grouped(run.burst.latency.changes), ...shownLatency(run.burst.latency)]),
  ];
  const { pushed, polled, perSecond } = live;
  return [
    of('pushed', pushed, perSecond),
    ...(polled === undefined ? [] : [of('polled every 15 s', polled, raised.perSecond)]),
  ];
}

function controlledText({ pools, controlled }: Size): string {
  if (controlled === undefined) return `${grouped(pools)} pools: not counted.`;
  return `${grouped(pools)} pools, ${controlled.changes} signals changed:\n\n${countsTable(controlled)}`;
}

function countsTable({
  starting,
  idle,
  change,
  idleMinutes,
  changeMinutes,
}: ControlledRun): string {
  const kinds = [...new Set([starting, idle, change].flatMap((one) => Object.keys(one)))];
  const of = (counts: Counts, kind: string) => grouped(counts[kind] ?? 0);
  return table(
    ['request', 'first minute', `idle, ${idleMinutes} min`, `changes, ${changeMinutes} min`],
    kinds.toSorted().map((kind) => [kind, of(starting, kind), of(idle, kind), of(change, kind)]),
  );
}

const rivalHead = [
  '',
  'p50',
  'p99',
  'reads/min idle',
  'writes/min idle',
  'Lease/min',
  'CPU idle',
  'CPU changing',
  'memory MiB',
];

function rivalRow({ title, run }: RivalRow): readonly string[] {
  const { idle, changing, residentBytes } = run;
  return [
    title,
    ...shownLatency(changing.latency),
    perMinute(idle.reads, idle),
    perMinute(idle.writes, idle),
    perMinute(idle.leases, idle),
    shownCpu(idle),
    shownCpu(changing),
    mebibytes(residentBytes),
  ];
}
