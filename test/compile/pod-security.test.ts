import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { looser, securityLevel } from '../../src/compile/pod-security.ts';
import { podSecurityCases } from './pod-security-cases.ts';

// test/testbed/pod-security.test.ts asks an API server the same.
for (const { name, level, template, minor = 35 } of podSecurityCases) {
  test(`${name} is ${level} in 1.${minor}`, () => {
    assert.is(securityLevel(template, [1, minor]), level);
  });
}

test('of two levels the one that lets in more counts', () => {
  assert.is(looser('restricted', 'baseline'), 'baseline');
  assert.is(looser('privileged', 'baseline'), 'privileged');
  assert.is(looser('restricted', 'restricted'), 'restricted');
});

test.run();
