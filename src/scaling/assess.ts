import { type Instant, instant } from '../model/units.ts';
import { type Bounds, bound, boundsAt } from './bounds.ts';
import { clamp, count } from './count.ts';
import type { Asked } from './demand/asked.ts';
import { type Judged, judge } from './freshness.ts';
import { hold } from './hold.ts';
import type { Intervention } from './intervention.ts';
import type { Move, Wish } from './memory.ts';
import { movesUntil } from './moves.ts';
import type { Now, PoolInput } from './pool-input.ts';
import { type Reach, reachOf } from './rates.ts';
import type { Reason } from './reason.ts';
import { sound, soundNow } from './sound.ts';
import { standing } from './standing.ts';
import { type GroupView, trust } from './trust.ts';

/** A pool that is decided about as far as it goes without its group. */
export interface Assessed {
  readonly input: PoolInput;
  readonly now: Now;
  readonly judged: Judged;
  readonly bounds: Bounds;
  /** After bounds, windows and the hold. */
  readonly wanted: number;
  readonly reasons: readonly Reason[];
  readonly isBlind: boolean;
  /** Until when nothing is lowered because the runtime has just begun to watch; `undefined` afterwards. */
  readonly startsUntil?: Instant;
  readonly intervention?: Intervention;
  readonly reach: Reach;
  readonly wishes: readonly Wish[];
  /** In a group: the highest backlog of the hold, and what that was found from. */
  readonly backlog?: number;
  readonly backlogs?: readonly Wish[];
  readonly moves: readonly Move[];
  readonly asked?: Asked;
  /** When time alone changes what was found so far, on the clock that never jumps. */
  readonly changes: readonly (Instant | undefined)[];
}

/** Finds what a pool wants by its signal, its mode, its bounds and its hold. */
export function assess(input: PoolInput, now: Now, group?: GroupView): Assessed {
  return assessSound(sound(input, soundNow(now)), soundNow(now), group);
}

function assessSound(input: PoolInput, now: Now, group: GroupView | undefined): Assessed {
  const { scaling, memory, current } = input;
  const judged = judge(input, now.now);
  const trusted = trust(input, judged, now, group ?? {});
  const bounds = boundsAt(scaling, now.wall);
  const bounded = bound(trusted.workers, bounds);
  const held = hold(memory.wishes, bounded.workers, now.now, scaling.hold);
  // A cap is a written decision and no noise: it does not wait for the hold.
  const wanted = clamp(held.workers, bounds.min, bounds.max);
  const isHeld = wanted !== bounded.workers && held.until !== undefined;
  const keeps: Reason[] = isHeld ? [{ rule: 'hold', until: held.until, workers: wanted }] : [];
  const moves = movesUntil(memory, current, scaling, now.now);
  const startsUntil = startOf(input, judged, now.now);
  const intervention = standing(input.intervention, now.wall);
  const backlog = group && heldBacklog(input, judged, now.now);
  return {
    input,
    now,
    judged,
    bounds,
    wanted,
    reasons: [...trusted.reasons, ...bounded.reasons, ...keeps],
    isBlind: trusted.isBlind,
    ...(startsUntil !== undefined && { startsUntil }),
    ...(intervention && { intervention }),
    reach: reachOf(scaling, current, moves, now.now),
    wishes: held.wishes,
    ...(backlog && { backlog: backlog.workers, backlogs: backlog.wishes }),
    moves,
    ...(trusted.asked && { asked: trusted.asked }),
    changes: [
      judged.again,
      onSteadyClock(bounds.change, now),
      onSteadyClock(intervention?.until, now),
      isHeld ? held.until : undefined,
      backlog?.until,
      trusted.asked?.again,
    ],
  };
}

function heldBacklog({ memory, scaling }: PoolInput, { sample }: Judged, now: Instant) {
  if (sample === undefined) return undefined;
  return hold(memory.backlogs ?? [], count(sample.load.units), now, scaling.hold);
}

function startOf({ memory, scaling }: PoolInput, judged: Judged, now: Instant) {
  const until = instant(memory.since + scaling.hold);
  if (judged.freshness === 'never') return instant(Math.max(until, judged.again ?? until));
  return now < until ? until : undefined;
}

function onSteadyClock(moment: Instant | undefined, { now, wall }: Now): Instant | undefined {
  return moment === undefined ? undefined : instant(now + (moment - wall));
}
