import { type Millis, millis } from '../../../model/units.ts';

const first = 1_000;
const longest = 30_000;

/** How long to wait after so many failures in a row: 1 s doubling to 30 s, of which chance takes up to a half. */
export function backoffAfter(failures: number, random: () => number): Millis {
  const full = Math.min(longest, first * 2 ** Math.min(failures, 10));
  return millis(full * (1 - random() / 2));
}
