import { type Instant, instant } from '../../model/units.ts';

const day = 86_400_000;

/** Writes a moment as `2026-12-01T08:00:00Z`; milliseconds are cut off. */
export function formatInstant(moment: Instant): string {
  if (!Number.isFinite(moment)) return 'never';
  const days = Math.floor(moment / day);
  const seconds = Math.floor((moment - days * day) / 1_000);
  const time = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map((part) => two(part));
  return `${formatDate(days)}T${time.join(':')}Z`;
}

/** Reads `2026-12-01T08:00Z`, with seconds or an offset (`+01:00`) where they are given; `undefined` for anything else. */
export function parseInstant(text: string): Instant | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const days = daysOf(year, month, date);
  const isTime = hour < 24 && minute < 60 && second < 60;
  if (!isTime || formatDate(days) !== text.slice(0, 10)) return undefined;
  const [, , , , , , , sign, hours, minutes] = match;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  return instant(days * day + ((hour * 60 + minute - offset) * 60 + second) * 1_000);
}

// Days since 1970 in the Gregorian calendar and back, with years that begin in March, so that leap days come last.
// (There is no `Date` in this layer.)
function daysOf(year: number, month: number, date: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function formatDate(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const before = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - before;
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
