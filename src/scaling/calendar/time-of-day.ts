import type { Instant } from '../../model/units.ts';
import { nextRun } from './next-run.ts';

/** When it is next this time of day (`06:30`) there; `undefined` for what is no time of day. */
export function nextTimeOfDay(time: string, timezone: string, wall: Instant): Instant | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (match === null) return undefined;
  return nextRun(`${Number(match[2])} ${Number(match[1])} * * *`, timezone, wall);
}
