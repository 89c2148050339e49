import type { Scaling } from '../model/scaling.ts';
import type { Instant } from '../model/units.ts';
import { openWindows } from './calendar/windows.ts';
import { clamp, count } from './count.ts';
import type { Reason } from './reason.ts';

/** The least and the most workers at a time of day, windows included; `min` is never above `max`. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  /** Which of the two a window says. */
  readonly windowed: { readonly min: boolean; readonly max: boolean };
  /** When a window opens or closes next, on the clock of the time of day. */
  readonly change?: Instant;
}

/** The bounds of a pool at a time of day. Of several windows the highest floor and the lowest cap count; a cap beats a floor. */
export function boundsAt({ min, max, schedule }: Scaling<unknown>, wall: Instant): Bounds {
  const { open, change } = openWindows(schedule, wall);
  const floors = open.map(({ atLeast }) => count(atLeast ?? 0));
  const caps = open.flatMap(({ atMost }) => (atMost === undefined ? [] : [count(atMost)]));
  const most = Math.min(max, ...caps);
  const least = Math.min(Math.max(min, ...floors), most);
  return {
    min: least,
    max: most,
    windowed: { min: least > min, max: most < max },
    ...(change !== undefined && { change }),
  };
}

/** The number within the bounds, and the reason where they changed it. */
export function bound(
  wanted: number,
  { min, max, windowed }: Bounds,
): { readonly workers: number; readonly reasons: readonly Reason[] } {
  const workers = clamp(wanted, min, max);
  if (workers === wanted) return { workers, reasons: [] };
  if (workers > wanted) {
    return windowed.min
      ? { workers, reasons: [{ rule: 'window', bound: 'atLeast', workers }] }
      : { workers, reasons: [{ rule: 'min', wanted, workers }] };
  }
  return windowed.max
    ? { workers, reasons: [{ rule: 'window', bound: 'atMost', workers }] }
    : { workers, reasons: [{ rule: 'max', wanted, workers }] };
}
