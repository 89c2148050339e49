import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { patternProblem } from '../../../src/language/job/pattern.ts';

const sound = [
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  '^[a-z]+(\\.[a-z]+)*$',
  '^(foo|bar)*$',
  '^(\\d{4})(-\\d{2})*$',
  '^s3://[a-z.]+(/[^/]+)*$',
  '(?<year>\\d{4})',
  '^(?:ab){2,5}$',
  '^[()*+]{3}$',
  '\\(a+\\)+',
  '^\\p{L}+\\u{61}$',
  '^(a|b)?$',
  '',
];
for (const pattern of sound) {
  test(`${pattern} is taken`, () => assert.is(patternProblem(pattern), undefined));
}

const refused: readonly [pattern: string, why: RegExp][] = [
  ['[', /cannot read/],
  ['a{2,1}', /cannot read/],
  ['(?=a)b', /look-around/],
  ['(?<!a)b', /look-around/],
  ['((?!a)b)', /look-around/],
  ['(a)\\1', /back-references/],
  ['(?<n>a)\\k<n>', /back-references/],
  ['(a+)+', /more than one way/],
  ['(a*)*', /more than one way/],
  ['(a?){20}', /more than one way/],
  ['(a|a)*', /more than one way/],
  ['(a|ab)*', /more than one way/],
  ['(a|b+)*', /more than one way/],
  ['(x+x+)+y', /more than one way/],
  ['((a+))*', /more than one way/],
  ['(\\.[a-z]+[a-z]+)*', /more than one way/],
  ['(-[-a]*)*', /more than one way/],
  ['()*', /more than one way/],
];
for (const [pattern, why] of refused) {
  test(`${pattern} is refused`, () => assert.match(patternProblem(pattern) ?? '', why));
}

test.run();
