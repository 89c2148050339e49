import { Cron } from 'croner';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closingCron } from '../../../src/language/pool/schedule.ts';
import { millis } from '../../../src/model/units.ts';

const hour = 3_600_000;

const cases: readonly { name: string; cron: string; hours: number; end: string | undefined }[] = [
  {
    name: 'a window of the day ends on the day',
    cron: '0 8 * * 1-5',
    hours: 10,
    end: '0 18 * * 1-5',
  },
  {
    name: 'a window over midnight ends on the next weekdays',
    cron: '30 22 * * 1-5',
    hours: 10,
    end: '30 8 * * 2,3,4,5,6',
  },
  { name: 'Saturday night ends on Sunday', cron: '0 22 * * SAT', hours: 4, end: '0 2 * * 0' },
  { name: 'every day ends every day', cron: '0 22 * * *', hours: 4, end: '0 2 * * *' },
  {
    name: 'a weekend that starts once a week ends two days later',
    cron: '0 18 * * 5',
    hours: 48,
    end: '0 18 * * 0',
  },
  { name: 'days that touch have no end', cron: '0 8 * * *', hours: 24, end: undefined },
  {
    name: 'a date that would roll over a month has no end',
    cron: '0 20 31 * *',
    hours: 8,
    end: undefined,
  },
  {
    name: 'a date that ends on the same day has one',
    cron: '0 8 1 * *',
    hours: 8,
    end: '0 16 1 * *',
  },
  { name: 'steps have no end', cron: '*/15 * * * *', hours: 1, end: undefined },
  { name: 'a length in seconds has no end', cron: '0 8 * * *', hours: 1 / 3600, end: undefined },
];

for (const { name, cron, hours, end } of cases) {
  test(name, () => assert.is(closingCron(cron, millis(hours * hour)), end));
}

test('KEDA is inside the window exactly when the window is open', () => {
  const weekdays = fc.oneof(
    fc.constant('*'),
    fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }).map((days) => days.join(',')),
  );
  const crons = fc.tuple(fc.nat(59), fc.nat(23), weekdays);
  fc.assert(
    fc.property(
      crons,
      fc.integer({ min: 1, max: 60 * 30 }),
      fc.nat(60 * 24 * 14),
      ([minute, at, days], length, offset) => {
        const cron = `${minute} ${at} * * ${days}`;
        const end = closingCron(cron, millis(length * 60_000));
        if (end === undefined) return;
        const now = new Date(Date.UTC(2026, 0, 15) + offset * 60_000);
        assert.is(
          isOpenToKeda(cron, end, now),
          isOpen(cron, length, now),
          `${cron} for ${length}m at ${now.toISOString()}`,
        );
      },
    ),
    { numRuns: 500 },
  );
});

/** The definition: a start lies in the last `length` minutes. */
function isOpen(cron: string, length: number, now: Date): boolean {
  const before = new Date(now.getTime() - length * 60_000);
  const start = new Cron(cron, { timezone: 'UTC', paused: true }).nextRun(before);
  return start !== null && start.getTime() <= now.getTime();
}

/** KEDA's cron scaler: open while the next end comes before the next start. */
function isOpenToKeda(cron: string, end: string, now: Date): boolean {
  const next = (text: string) =>
    new Cron(text, { timezone: 'UTC', paused: true }).nextRun(now)!.getTime();
  return next(end) < next(cron);
}

test.run();
