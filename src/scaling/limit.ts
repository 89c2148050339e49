import { type Instant, instant } from '../model/units.ts';
import type { Assessed } from './assess.ts';
import { clamp, count } from './count.ts';
import type { Reason } from './reason.ts';

/** A number of workers, the reasons that are new, and when time alone would change it. */
export interface Limited {
  readonly workers: number;
  readonly reasons: readonly Reason[];
  readonly changes: readonly Instant[];
}

/** What the pool should have if there were room and time: the wanted number, or the one that a person asked for instead. */
export function goalOf({ intervention, input, wanted }: Assessed): Limited {
  if (intervention === undefined) return { workers: wanted, reasons: [], changes: [] };
  const { until, because } = intervention;
  const workers = intervention.kind === 'pin' ? count(intervention.workers) : input.current;
  return {
    workers,
    reasons: [{ rule: intervention.kind, until, because, workers }],
    changes: [],
  };
}

/**
 * How far a pool can go towards a number now. Rates and the safe start bind everything but a person's word; workers that are
 * busy, or not known to be idle, bind that too.
 */
export function limit(assessed: Assessed, target: number): Limited {
  const kind = assessed.intervention?.kind;
  if (kind === 'pause') return { workers: assessed.input.current, reasons: [], changes: [] };
  if (kind === 'pin') return drain(assessed, { workers: target, reasons: [], changes: [] });
  return drain(assessed, rate(assessed, start(assessed, target)));
}

function start({ input, startsUntil }: Assessed, target: number): Limited {
  const { current } = input;
  if (startsUntil === undefined || target >= current)
    return { workers: target, reasons: [], changes: [] };
  const reasons: readonly Reason[] = [{ rule: 'starting', workers: current }];
  return { workers: current, reasons, changes: [startsUntil] };
}

function rate({ reach, input, now }: Assessed, before: Limited): Limited {
  const { current, scaling } = input;
  const wanted = before.workers;
  const workers = clamp(wanted, reach.least, reach.most);
  if (wanted === current) return before;
  const direction = wanted > current ? 'up' : 'down';
  const until = direction === 'up' ? reach.mostUntil : reach.leastUntil;
  // Moves that age may also narrow the reach: what was added lately is taken back more easily.
  if (workers === wanted) return { ...before, changes: changesOf(before, until) };
  const per = scaling[direction]?.per ?? 0;
  return {
    workers,
    reasons: [...before.reasons, { rule: 'rate', direction, wanted, workers }],
    changes: changesOf(before, until ?? instant(now.now + per)),
  };
}

function changesOf({ changes }: Limited, more: Instant | undefined): readonly Instant[] {
  return more === undefined ? changes : [...changes, more];
}

// Whoever is not known to be idle counts as busy, where somebody says who is.
function drain({ input }: Assessed, before: Limited): Limited {
  const { current, idle } = input;
  const busy = Math.min(current, Math.max(input.busy, idle === undefined ? 0 : current - idle));
  if (before.workers >= busy) return before;
  return {
    ...before,
    workers: busy,
    reasons: [...before.reasons, { rule: 'busyWorkers', busy, workers: busy }],
  };
}
