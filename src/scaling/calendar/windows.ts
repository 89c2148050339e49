import type { Window } from '../../model/scaling.ts';
import { type Instant, instant } from '../../model/units.ts';
import { nextRun } from './next-run.ts';

/** The windows that are open, and when that may change. */
export interface OpenWindows {
  readonly open: readonly Window[];
  /** On the clock of the time of day. */
  readonly change?: Instant;
}

/** Tells which windows are open at a time of day. One is open from its opening until `length` later, that moment left out. */
export function openWindows(schedule: readonly Window[], wall: Instant): OpenWindows {
  const open: Window[] = [];
  let change = Number.POSITIVE_INFINITY;
  for (const window of schedule) {
    const closes = closing(window, wall);
    if (closes !== undefined) open.push(window);
    const edge = closes ?? nextRun(window.cron, window.timezone, wall);
    change = Math.min(change, edge ?? change);
  }
  return { open, ...(Number.isFinite(change) && { change: instant(change) }) };
}

function closing({ cron, timezone, length }: Window, wall: Instant): Instant | undefined {
  const opened = nextRun(cron, timezone, instant(wall - length));
  return opened !== undefined && opened <= wall ? instant(opened + length) : undefined;
}
