import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '../statistics.ts';
import type { Contender, Course, Target } from './contender.ts';
import type { Scaled } from './processes/tally.ts';
import { type Counts, leasesOf, readsOf, writesOf } from './requests.ts';
import type { Latency, Phase, Run } from './result.ts';

const lookMs = 500;

/** Lets one contender settle, do nothing, follow changes and a burst of them, and tells what each of that took. */
export async function runCourse(
  contender: Contender,
  targets: readonly Target[],
  course: Course,
): Promise<Run> {
  const settled = await phase(contender, () => settle(contender, course));
  const idle = await phase(contender, async () => {
    await wait(course.idleSeconds * 1_000);
    return take(contender);
  });
  const first = targets.slice(0, course.changes);
  const rest = targets.slice(course.changes, course.changes + (course.burst ?? 0));
  const spread = { seconds: course.changeSeconds, tailSeconds: course.tailSeconds };
  const changing = await changePhase(contender, first, spread);
  const atOnce = { ...spread, seconds: 0 };
  const burst = rest.length === 0 ? undefined : await changePhase(contender, rest, atOnce);
  const { residentBytes, peakBytes } = contender.usage();
  const heapBytes = await contender.heapBytes();
  return {
    // until the last request, not until it was sure that it was the last
    settling: { ...settled, seconds: Math.max(0, settled.seconds - course.quietSeconds) },
    idle,
    changing,
    ...(burst && { burst }),
    residentBytes,
    peakBytes,
    ...(heapBytes !== undefined && { heapBytes }),
  };
}

interface Spread {
  readonly seconds: number;
  readonly tailSeconds: number;
}

async function changePhase(
  contender: Contender,
  targets: readonly Target[],
  spread: Spread,
): Promise<Phase & { readonly latency: Latency }> {
  const told = new Map<string, number>();
  const done = new Map<string, number>();
  const result = await phase(contender, () => change(contender, targets, spread, told, done));
  return { ...result, latency: latencyOf(told, done) };
}

async function change(
  contender: Contender,
  targets: readonly Target[],
  { seconds, tailSeconds }: Spread,
  told: Map<string, number>,
  done: Map<string, number>,
): Promise<Counts> {
  let counts: Counts = {};
  const look = async () => {
    const tally = await contender.tally();
    counts = plus(counts, tally.counts);
    note(tally.scaled, told, done);
  };
  const began = performance.now();
  for (const { after, group } of spreadOut(targets, seconds)) {
    await wait(Math.max(0, began + after - performance.now()));
    const at = performance.timeOrigin + performance.now();
    for (const { name } of group) told.set(name, at);
    await contender.change(group.map(({ query }) => [query, raisedTo]));
  }
  const deadline = performance.now() + tailSeconds * 1_000;
  do {
    await wait(lookMs);
    await look();
  } while (done.size < told.size && performance.now() < deadline);
  return counts;
}

/** More than all begin with, and within what both sides may add at once. */
const raisedTo = 5;

interface Together {
  /** Milliseconds from the beginning. */
  readonly after: number;
  readonly group: readonly Target[];
}

/** The golden ratio never meets the same moment of anybody's turn twice, as even distances would. */
const irrational = 0.618_034;

function spreadOut(targets: readonly Target[], seconds: number): readonly Together[] {
  if (seconds === 0) return [{ after: 0, group: targets }];
  const each = (seconds * 1_000) / targets.length;
  return targets.map((target, index) => ({
    after: (index + ((index * irrational) % 1)) * each,
    group: [target],
  }));
}

function note(
  scaled: readonly Scaled[],
  told: ReadonlyMap<string, number>,
  done: Map<string, number>,
): void {
  for (const { name, at } of scaled) {
    const from = told.get(name);
    if (from !== undefined && at >= from - clockErrorMs && !done.has(name))
      done.set(name, Math.max(0, at - from));
  }
}

/** The two processes read the same clock, the audit log cuts it to microseconds. */
const clockErrorMs = 5;

function latencyOf(told: ReadonlyMap<string, number>, done: ReadonlyMap<string, number>): Latency {
  const all = [...done.values()].toSorted((a, b) => a - b);
  return {
    changes: told.size,
    unanswered: told.size - done.size,
    p50Ms: all.length === 0 ? Number.POSITIVE_INFINITY : quantile(all, 0.5),
    // what was not answered took longest
    p99Ms:
      done.size < told.size * 0.99
        ? Number.POSITIVE_INFINITY
        : quantile(all, (0.99 * told.size) / Math.max(1, done.size)),
    worstMs: done.size < told.size ? Number.POSITIVE_INFINITY : Math.max(...all),
    sortedMs: all.map((ms) => Math.round(ms * 10) / 10),
  };
}

async function settle(contender: Contender, course: Course): Promise<Counts> {
  const began = performance.now();
  let counts: Counts = {};
  let quietSince = began;
  while (performance.now() - quietSince < course.quietSeconds * 1_000) {
    await wait(lookMs);
    const taken = await take(contender);
    counts = plus(counts, taken);
    if (isBusy(taken, counts, course)) quietSince = performance.now();
    if (performance.now() - began > course.settleSeconds * 1_000) break;
  }
  return counts;
}

/** The first requests have to come first, and all that were held back. */
function isBusy(taken: Counts, all: Counts, { enoughReads }: Course): boolean {
  if (writesOf(taken) > 0) return true;
  return enoughReads === undefined
    ? readsOf(taken) > 0 || readsOf(all) === 0
    : readsOf(all) < enoughReads;
}

async function phase(contender: Contender, work: () => Promise<Counts>): Promise<Phase> {
  const before = contender.usage();
  const began = performance.now();
  const counts = await work();
  const seconds = (performance.now() - began) / 1_000;
  const cpuSeconds = contender.usage().cpuSeconds - before.cpuSeconds;
  const [reads, writes, leases] = [readsOf(counts), writesOf(counts), leasesOf(counts)];
  return { seconds, cpuSeconds, reads, writes, leases, counts };
}

async function take(contender: Contender): Promise<Counts> {
  return (await contender.tally()).counts;
}

function plus(a: Counts, b: Counts): Counts {
  const sum: Record<string, number> = { ...a };
  for (const [kind, count] of Object.entries(b)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
