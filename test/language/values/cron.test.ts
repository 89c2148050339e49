import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { readCron } from '../../../src/language/values/values.ts';

function helpFor(cron: string): string | undefined {
  const diagnostics: Diagnostic[] = [];
  const document = { source: { path: 'a.yaml', text: 'spec: {}\n' }, index: 0, line: 1 };
  readCron({ document, layers: [], diagnostics }, ['scaling'], cron);
  return diagnostics[0]?.help;
}

// What robfig's standard parser takes, which KEDA and CronJobs use.
for (const cron of [
  '0 8 * * 1-5',
  '*/15 * * * *',
  '0 8 ? * *',
  '0 8 * * ?',
  '5/10 * * * *',
  '0 8 1/2 * *',
  '0 8 * JAN-MAR MON,FRI',
  '0 0 29 2 *',
  '0 0 1,15 * *',
]) {
  test(`${cron} is taken`, () => assert.is(helpFor(cron), undefined));
}

const bad: readonly [cron: string, says: RegExp][] = [
  ['0 8 * *', /there are 4 fields/],
  ['0 0 8 * * 1', /there are 6 fields/],
  ['@daily', /there are 1 fields/],
  ['60 8 * * *', /out of range/],
  ['0 25 * * *', /out of range/],
  ['0 8 * * 7', /0 \(Sunday\) to 6/],
  ['0 8 L * *', /day of month `L`/],
  ['0 8 * * MONDAY', /./],
  ['0 0 30 2 *', /no such day/],
  ['0 0 31 4,6 *', /no such day/],
];

for (const [cron, says] of bad) {
  test(`${cron} is refused: ${says.source}`, () => assert.match(helpFor(cron) ?? '', says));
}

test.run();
