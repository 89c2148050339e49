import type { Millis } from '../../model/units.ts';

const minute = 60_000;
const day = 24 * 60;

/**
 * The cron expression of a window's closing, or `undefined` where no single one says it exactly: lists of hours that
 * cross midnight differently, dates of the month that would roll over, windows that overlap themselves.
 */
export function closingCron(cron: string, length: Millis): string | undefined {
  const [minutes = '', hours = '', date = '', month = '', weekday = ''] = cron.trim().split(/\s+/);
  if (!/^\d+$/.test(minutes) || !/^\d+$/.test(hours) || length % minute !== 0 || length === 0)
    return undefined;
  const weekdays = readWeekdays(weekday);
  const end = Number(hours) * 60 + Number(minutes) + length / minute;
  const days = Math.floor(end / day);
  if (weekdays === undefined || overlaps(length / minute, date, month, weekdays)) return undefined;
  if (days > 0 && (date !== '*' || month !== '*')) return undefined;
  const closing =
    weekdays === 'every' || days === 0
      ? weekday
      : weekdays
          .map((one) => (one + days) % 7)
          .toSorted()
          .join(',');
  return `${end % 60} ${Math.floor(end / 60) % 24} ${date} ${month} ${closing}`;
}

function overlaps(
  length: number,
  date: string,
  month: string,
  weekdays: 'every' | readonly number[],
): boolean {
  if (date !== '*' || month !== '*') return length >= day;
  if (weekdays === 'every' || weekdays.length > 1) return length >= day;
  return length >= 7 * day;
}

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function readWeekdays(field: string): 'every' | readonly number[] | undefined {
  if (field === '*') return 'every';
  const days = new Set<number>();
  for (const part of field.split(',')) {
    const [from, to = from] = part.split('-').map(readWeekday);
    if (from === undefined || to === undefined || from > to) return undefined;
    for (let one = from; one <= to; one++) days.add(one % 7);
  }
  return [...days];
}

function readWeekday(text: string): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return named;
  return /^[0-7]$/.test(text) ? Number(text) : undefined;
}
