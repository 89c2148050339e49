import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  isDnsLabel,
  isDomainName,
  isLabelKey,
  isLabelValue,
  isSubdomain,
} from '../../../src/language/values/names.ts';

const long = 'a'.repeat(63);
const longest = `${long}.${long}.${long}.${'a'.repeat(61)}`;
const cases: readonly {
  readonly what: string;
  readonly is: (text: string) => boolean;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}[] = [
  {
    what: 'a DNS name',
    is: isSubdomain,
    yes: ['a', '0', 'a.b', 'a-b.c', longest],
    no: ['', 'A', 'a_b', '-a', 'a-', '.a', 'a.', 'a..b', 'a.-b', 'a b', 'a\n', `${longest}a`],
  },
  {
    what: 'a DNS name without dots',
    is: isDnsLabel,
    yes: ['a', 'a-b', long],
    no: ['', 'a.b', `${long}a`, 'A'],
  },
  {
    what: 'a key of labels',
    is: isLabelKey,
    yes: ['a', 'A_b.c-D', 'example.org/team', long],
    no: ['', 'a b', '-a', 'a/', '/a', 'a/b/c', 'Example.org/team', 'a..b/c', `${long}a`],
  },
  {
    what: 'a name with a domain',
    is: isDomainName,
    yes: ['nvidia.com/gpu', 'a/B'],
    no: ['gpu', '/gpu', 'nvidia.com/', 'nvidia.com/a/b', 'a_b/c'],
  },
  {
    what: 'the value of a label',
    is: isLabelValue,
    yes: ['', 'a', 'A.b_c-d', long],
    no: ['a b', '-a', 'a/b', `${long}a`],
  },
];

for (const { what, is, yes, no } of cases) {
  test(`${what} is told from others`, () => {
    assert.equal(
      yes.filter((text) => !is(text)),
      [],
    );
    assert.equal(
      no.filter((text) => is(text)),
      [],
    );
  });
}

test.run();
