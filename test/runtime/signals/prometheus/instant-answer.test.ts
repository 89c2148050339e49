import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readInstantAnswer } from '../../../../src/runtime/signals/prometheus/instant-answer.ts';

const one = { resultType: 'vector', result: [{ metric: {}, value: [12.5, '3'] }] };

test('one number is read with the time of its evaluation', () => {
  const answer = readInstantAnswer({ status: 'success', data: one });
  assert.equal(answer, { ok: true, value: 3, at: 12.5 });
});

const remarks = ['PromQL info: metric might not be a counter', 'PromQL warning: mixed histograms'];
for (const remark of remarks) {
  test(`'${remark}' is about the query, and the number holds`, () => {
    assert.ok(readInstantAnswer({ status: 'success', data: one, warnings: [remark] })?.ok);
  });
}

test('a number from only a part of the data is a gap', () => {
  const warnings = ['remote_read: remote server answered with 503'];
  const answer = readInstantAnswer({ status: 'success', data: one, warnings });
  assert.equal(answer, { ok: false, because: `the answer is not whole: ${warnings[0]}` });
});

const refused: readonly (readonly [name: string, result: unknown])[] = [
  ['a histogram', [{ metric: {}, histogram: [12.5, { count: '1' }] }]],
  ['null', [null]],
  ['a number where a text belongs', [{ value: [12.5, 3] }]],
  ['an empty text', [{ value: [12.5, ''] }]],
  ['no time', [{ value: [null, '3'] }]],
  ['no list', {}],
];
for (const [name, result] of refused) {
  test(`${name} is a gap`, () => {
    const data = { resultType: 'vector', result };
    assert.is(readInstantAnswer({ status: 'success', data })?.ok, false);
  });
}

const strange = [undefined, null, 3, 'x', {}, { status: 'ok' }];
for (const json of strange) {
  test(`${JSON.stringify(json)} is no answer of Prometheus`, () => {
    assert.is(readInstantAnswer(json), undefined);
  });
}

test.run();
