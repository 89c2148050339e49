import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';

/** The number of a percentage such as `25%`; `undefined` for a plain count. */
export function percentOf(value: string | number): number | undefined {
  return typeof value === 'string' ? Number(value.slice(0, -1)) : undefined;
}

/** Tells whether a count or percentage is nothing: `0`, `0%`. */
export function isNone(value: string | number): boolean {
  return (percentOf(value) ?? value) === 0;
}

/** Reports a percentage that is more than all; the answer is whether it was. */
export function reportOverHundred(context: Context, path: Path, value: string | number): boolean {
  if ((percentOf(value) ?? 0) <= 100) return false;
  complain(
    context,
    'wrong-value',
    path,
    (field) => `${field} must be at most 100%, got ${JSON.stringify(value)}`,
  );
  return true;
}
