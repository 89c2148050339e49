import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { promqlProblem } from '../../../src/language/values/promql.ts';

const good = [
  'jobs',
  'sum(jobs)',
  'sum by (queue) (rate(jobs_total{queue=~"a.*"}[5m]))',
  'max_over_time(sum(jobs)[10m:1m])',
  'quantile_over_time(0.9, jobs[5m])',
  'topk(3, jobs)',
  'count_values("version", build)',
  'vector(1)',
  'clamp_min(jobs - on () group_left () offset_series offset 5m, 0)',
  '{__name__="jobs"}',
  'jobs > bool 3',
  '-jobs',
  'jobs @ end()',
  'histogram_quantile(0.9, sum by (le) (rate(wait_bucket[5m])))',
  'label_replace(jobs, "a", "$1", "b", "(.*)")',
  'absent(jobs)',
];

for (const text of good)
  test(`${text} is let through`, () => assert.is(promqlProblem(text), undefined));

const bad: readonly [text: string, says: RegExp][] = [
  ['', /empty/],
  ['sum(rate(jobs[5m])', /ends too early/],
  ['sum(jobs))', /stops making sense at `\)`/],
  ['5', /gives a number/],
  ['"jobs"', /gives a text/],
  ['jobs[5m]', /gives a range of samples/],
  ['-(jobs[5m])', /./],
  ['scalar(jobs)', /gives a number/],
  ['1 + time()', /gives a number/],
  ['rate(jobs)', /rate\(\) takes a range of samples/],
  ['quantile_over_time(jobs[5m], 0.9)', /takes a range of samples/],
  ['abs(jobs[5m])', /abs\(\) takes no range/],
  ['sum(jobs[5m])', /sum\(\) takes a vector, and is given a range/],
  ['sum(1)', /given a number/],
  ['topk(jobs)', /a parameter and a vector/],
  ['jobs + "a"', /given a text/],
  ['{}', /selects every series/],
  ['{queue=""}', /selects every series/],
  ['sum(rate(sum(jobs)))', /rate\(\) takes a range/],
];

for (const [text, says] of bad) {
  test(`${JSON.stringify(text)} is refused: ${says.source}`, () =>
    assert.match(promqlProblem(text) ?? '', says));
}

test.run();
