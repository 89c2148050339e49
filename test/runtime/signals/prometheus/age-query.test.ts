import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ageQuery } from '../../../../src/runtime/signals/prometheus/age-query.ts';

const cases: readonly (readonly [query: string, age: string | undefined])[] = [
  ['up', 'min(timestamp(up))'],
  [' job:work:sum ', 'min(timestamp(job:work:sum))'],
  ['work{queue="a", vhost!~"b.*"}', 'min(timestamp(work{queue="a", vhost!~"b.*"}))'],
  ['{__name__="work"}', 'min(timestamp({__name__="work"}))'],
  ['work{queue="a}b\\"c"}', 'min(timestamp(work{queue="a}b\\"c"}))'],
  ['work{queue=`a}"b`}', 'min(timestamp(work{queue=`a}"b`}))'],
  ['sum(work{a="b"})', 'min(timestamp(work{a="b"}))'],
  ['sum by (queue) (work)', 'min(timestamp(work))'],
  ['max(work) without (pod)', 'min(timestamp(work))'],
  ['sum(work) + 1', undefined],
  ['sum(rate(work[5m]))', undefined],
  ['work offset 5m', undefined],
  ['work[5m]', undefined],
  ['sum(work) or vector(0)', undefined],
  ['work{a="b"', undefined],
  ['', undefined],
];

for (const [query, age] of cases) {
  test(`the age of '${query}' is ${age === undefined ? 'not to be asked' : age}`, () => {
    assert.is(ageQuery(query), age);
  });
}

test('a long query of quotes and braces is read in no time', () => {
  assert.is(ageQuery(`work{${'a="b",'.repeat(20_000)}`), undefined);
});

test.run();
