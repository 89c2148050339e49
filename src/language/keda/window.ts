import type { JsonObject } from '../../model/json.ts';
import { formatDuration, millis } from '../../model/units.ts';
import { closingCron } from '../pool/schedule.ts';
import type { Problem, Trigger } from './trigger.ts';

/** A cron trigger as a window of a policy. */
export interface ReadWindow {
  readonly window: JsonObject;
  readonly atLeast: number;
}

/** Reads a cron trigger; one whose end is no fixed time after its start cannot be a window. */
export function readWindow({ metadata }: Trigger): ReadWindow | Problem {
  const [start = '', end = ''] = ['start', 'end'].map((field) => spaced(metadata.get(field) ?? ''));
  const timezone = metadata.get('timezone');
  const desired = metadata.get('desiredReplicas') ?? '';
  const length = lengthOf(start, end);
  if (timezone === undefined || !/^\d{1,9}$/.test(desired))
    return { problem: 'trigger `cron` lacks its `timezone` or its `desiredReplicas`' };
  if (length === undefined)
    return {
      problem: `trigger \`cron\` opens at \`${start}\` and closes at \`${end}\`, which is not one length of time after each opening`,
    };
  const atLeast = Number(desired);
  return { atLeast, window: { cron: start, timezone, for: length, atLeast } };
}

const minutesOfDay = 24 * 60;

function lengthOf(start: string, end: string): string | undefined {
  const [opens, closes] = [timeOf(start), timeOf(end)];
  if (opens === undefined || closes === undefined) return undefined;
  for (let days = 0; days <= 7; days++) {
    const minutes = closes - opens + days * minutesOfDay;
    const length = millis(minutes * 60_000);
    const closing = minutes > 0 ? closingCron(start, length) : undefined;
    if (closing !== undefined && isSameCron(closing, end)) return formatDuration(length);
  }
  return undefined;
}

function timeOf(cron: string): number | undefined {
  const [minute = '', hour = ''] = cron.split(' ');
  const isFixed = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour);
  return isFixed ? Number(hour) * 60 + Number(minute) : undefined;
}

function isSameCron(a: string, b: string): boolean {
  const [minuteA, hourA, dateA, monthA, weekdayA = ''] = a.split(' ');
  const [minuteB, hourB, dateB, monthB, weekdayB = ''] = b.split(' ');
  return (
    Number(minuteA) === Number(minuteB) &&
    Number(hourA) === Number(hourB) &&
    dateA === dateB &&
    monthA === monthB &&
    daysOf(weekdayA) === daysOf(weekdayB)
  );
}

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function daysOf(weekdays: string): string {
  const days = new Set<number>();
  for (const part of weekdays.toUpperCase().split(',')) {
    const [from = Number.NaN, to = from] = part.split('-').map(dayOf);
    if (!(from <= to)) return weekdays;
    for (let day = from; day <= to && day <= 7; day++) days.add(day % 7);
  }
  return [...days].toSorted().join(',');
}

function dayOf(text: string): number {
  return names.includes(text)
    ? names.indexOf(text)
    : /^[0-7]$/.test(text)
      ? Number(text)
      : Number.NaN;
}

function spaced(cron: string): string {
  return cron.trim().split(/\s+/).join(' ');
}
