import type { Instant } from '../model/units.ts';

/** The first of the moments that lie after `from`; `undefined` where none does. */
export function earliest(
  from: Instant,
  moments: readonly (Instant | undefined)[],
): Instant | undefined {
  let first: Instant | undefined;
  for (const moment of moments) {
    if (moment !== undefined && moment > from && (first === undefined || moment < first))
      first = moment;
  }
  return first;
}
