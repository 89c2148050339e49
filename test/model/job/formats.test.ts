import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isOfFormat } from '../../../src/model/job/formats.ts';
import type { ParameterFormat } from '../../../src/model/job/parameter.ts';

const cases: readonly [ParameterFormat, good: readonly string[], bad: readonly string[]][] = [
  [
    'date',
    ['2026-02-28', '2024-02-29', '2000-02-29'],
    ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '2026-1-1', ''],
  ],
  ['time', ['00:00:00Z', '23:59:60.5+02:00'], ['24:00:00Z', '12:00Z', '12:00:00', '']],
  [
    'date-time',
    ['2026-02-28T06:00:00Z', '2026-02-28t06:00:00.123-05:30'],
    ['2026-02-30T06:00:00Z', '2026-02-28 06:00:00Z', '2026-02-28', ''],
  ],
  ['uuid', ['01234567-89ab-cdef-0123-456789ABCDEF'], ['0123456789abcdef0123456789abcdef', '']],
  [
    'uri',
    ['s3://wing/inputs', 'http://objects.example:9000/a%20b?c#d', 'urn:a'],
    ['/relative', 'http://a b', 'a', 'http://a%2', ''],
  ],
  [
    'email',
    ['someone@example.org', 'a.b+c@host'],
    ['someone', 'a@b@c', '@example.org', 'a@-b', ''],
  ],
  [
    'hostname',
    ['example.org', 'a', `${'a'.repeat(63)}.b`],
    ['-a', 'a..b', 'a'.repeat(64), `${'a.'.repeat(127)}a`, ''],
  ],
];
for (const [format, good, bad] of cases) {
  test(`${format} takes what has the form and nothing else`, () => {
    assert.equal(
      good.filter((text) => !isOfFormat[format](text)),
      [],
    );
    assert.equal(
      bad.filter((text) => isOfFormat[format](text)),
      [],
    );
  });
}

test.run();
