import { formatDuration, type Instant, type Millis, millis } from '../model/units.ts';
import { explain } from '../scaling/explain.ts';
import type { LedgerDocument, LedgerEntry } from '../scaling/ledger-entry.ts';
import type { PoolInput } from '../scaling/pool-input.ts';
import { columns } from './columns.ts';
import type { Recomputed } from './why-recompute.ts';

/** The newest decision in full and the ones before it in a line each, for people. */
export function reportOf(ledger: LedgerDocument, recomputed: readonly Recomputed[]): string {
  const [newest, ...older] = ledger.entries;
  if (newest === undefined) return '';
  const input = newest.inputs.find(({ id }) => id === ledger.pool);
  return `${[
    headLine(ledger, newest),
    '',
    'Why, in the order in which the rules applied:',
    ...newest.decision.reasons.map((reason, index) => `  ${index + 1}. ${explain(reason)}`),
    ...(newest.held === undefined ? [] : [`  then: ${explain(newest.held)}`]),
    '',
    'From:',
    ...(input === undefined ? [] : columns(['', ''], factsOf(newest, input)).slice(1)),
    ...olderLines(older),
    '',
    ...recomputedLines(recomputed),
  ].join('\n')}\n`;
}

function headLine({ pool, component, now }: LedgerDocument, entry: LedgerEntry): string {
  const { replicas, wanted } = entry.decision;
  const but = wanted === replicas ? '' : ` of ${wanted} wanted`;
  return `${pool}: ${workers(replicas)}${but}, decided ${ago(entry.now.now, now.now)} (${time(entry.now.wall)}) by ${component}`;
}

function factsOf(
  { now: { now }, decision, group, inputs }: LedgerEntry,
  input: PoolInput,
): readonly (readonly string[])[] {
  const { current, ready, terminating, busy, idle, observation, intervention } = input;
  const who = idle === undefined ? '' : `, ${busy} busy, ${idle} idle`;
  return [
    ['mode', input.scaling.demand.mode],
    ['signal', signalText(observation, now)],
    ...(observation.gap === undefined
      ? []
      : [['gap', `${observation.gap.because}, for ${span(now, observation.gap.since)}`]]),
    ['workers', `${current} asked for, ${ready} ready, ${terminating} going${who}`],
    ['bounds', `${decision.min} to ${decision.max}`],
    ...(group === undefined ? [] : [['group', `${group.id}, ${inputs.length} pools together`]]),
    ...(intervention === undefined
      ? []
      : [[intervention.kind, `until ${time(intervention.until)} because ${intervention.because}`]]),
    ...(decision.again === undefined
      ? []
      : [['next', `time alone may change the answer after ${span(decision.again, now)}`]]),
  ];
}

function signalText({ sample }: PoolInput['observation'], now: Instant): string {
  if (sample === undefined) return 'no answer yet';
  const { load, sampledAt, arrivedAt } = sample;
  const came = `sampled ${span(now, sampledAt)} before the decision, here ${span(now, arrivedAt)} before it`;
  return `${load.units} (${came})`;
}

function olderLines(older: readonly LedgerEntry[]): readonly string[] {
  if (older.length === 0) return [];
  const rows = older.map(({ now, held, decision: { replicas, wanted, reasons } }) => {
    const last = held ?? reasons.at(-1);
    return [time(now.wall), `${replicas}`, `${wanted}`, last === undefined ? '' : explain(last)];
  });
  return ['', 'Before:', ...columns(['TIME', 'WORKERS', 'WANTED', 'DECIDED BY'], rows)];
}

function recomputedLines(recomputed: readonly Recomputed[]): readonly string[] {
  const numbers = recomputed.map(({ replicas }) => `${replicas ?? '?'}`).join(', ');
  const wrong = recomputed.filter(({ same }) => !same);
  if (wrong.length === 0) return [`recomputed: ${numbers}, the same`];
  return [
    `recomputed: ${numbers}: NOT the same`,
    ...recomputed.flatMap(({ difference }, index) =>
      difference === undefined ? [] : [`  decision ${index + 1}: ${difference}`],
    ),
  ];
}

function workers(count: number): string {
  return count === 1 ? '1 worker' : `${count} workers`;
}

function ago(then: Instant, now: Instant): string {
  return `${span(now, then)} ago`;
}

function span(later: Instant, earlier: Instant): string {
  const length = Math.max(0, later - earlier);
  return formatDuration(tidy(millis(length)));
}

/** Nobody reads the milliseconds of a minute. */
function tidy(length: Millis): Millis {
  return length < 1_000 ? millis(Math.round(length)) : millis(Math.round(length / 1_000) * 1_000);
}

function time(wall: Instant): string {
  return new Date(wall).toISOString().replace(/\.\d+Z$/, 'Z');
}
