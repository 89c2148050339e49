import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printSarif } from '../../src/diagnostics/print-sarif.ts';
import { diagnose } from '../../src/diagnostics/report.ts';
import { marked } from './marked.ts';

const run = (...diagnostics: Parameters<typeof printSarif>[0][number][]) =>
  JSON.parse(printSarif(diagnostics, { version: '0.1.0' })).runs[0];

test('a log with a rule, a place and a remedy is the one expected', () => {
  const one = marked('名前: 1\n名前: «lots»\n', { path: 'policies/a b/名.yaml', help: 'write 3' });
  const expected = readFileSync('test/diagnostics/one.sarif', 'utf8');
  assert.is(printSarif([one], { version: '0.1.0' }), expected);
});

test('rules are the ones used, sorted, and results point to them', () => {
  const { tool, results } = run(
    marked('«x»', { code: 'wrong-value' }),
    marked('«x»', { code: 'unknown-field' }),
    marked('«x»', { code: 'unused-profile' }),
    marked('«x»', { code: 'wrong-value' }),
  );
  const rules = tool.driver.rules.map(({ id }: { id: string }) => id);
  assert.equal(rules, ['unknown-field', 'unused-profile', 'wrong-value']);
  assert.equal(
    results.map(({ ruleIndex, level }: { ruleIndex: number; level: string }) => [ruleIndex, level]),
    [
      [2, 'error'],
      [0, 'error'],
      [1, 'warning'],
      [2, 'error'],
    ],
  );
});

test('what has no file is a notification, since GitHub refuses results without one', () => {
  const { results, invocations, tool } = run(diagnose('no-policies', 'there are none'));
  assert.equal(results, []);
  assert.is(tool.driver.rules[0].id, 'no-policies');
  assert.equal(invocations, [
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'there are none' },
          associatedRule: { id: 'no-policies', index: 0 },
        },
      ],
    },
  ]);
});

test('a file without a place has a location without a region', () => {
  const source = { path: 'a.yaml', text: '' };
  const { results } = run(diagnose('unreadable-file', 'no', { source }));
  const artifactLocation = { uri: 'a.yaml', uriBaseId: '%SRCROOT%' };
  assert.equal(results[0].locations, [{ physicalLocation: { artifactLocation } }]);
});

test('results above 25,000 are counted, not written', () => {
  const one = marked('«x»');
  const { results, invocations } = run(...Array.from({ length: 25_003 }, () => one));
  assert.is(results.length, 25_000);
  assert.is(
    invocations[0].toolExecutionNotifications[0].message.text,
    '3 more diagnostics are left out; a run holds 25000 results',
  );
});

const texts = [
  { name: 'brackets of a list stay', message: 'got `env[2]`', text: 'got `env[2]`' },
  {
    name: 'what would be a link is escaped',
    message: 'must match `[a-z](-x)`',
    text: 'must match `\\[a-z\\](-x)`',
  },
];
for (const { name, message, text } of texts) {
  test(name, () => assert.is(run(marked('«x»', { message })).results[0].message.text, text));
}

const uris = [
  {
    name: 'a colon in a file name is no scheme',
    path: 'a:b/c#d?.yaml',
    uri: 'a%3Ab/c%23d%3F.yaml',
  },
  { name: 'a percent sign is a percent sign', path: 'a%20b.yaml', uri: 'a%2520b.yaml' },
  {
    name: 'half a surrogate pair does not stop the report',
    path: 'a\ud800.yaml',
    uri: 'a%EF%BF%BD.yaml',
  },
];
for (const { name, path, uri } of uris) {
  test(name, () => {
    const [result] = run(marked('«x»', { path })).results;
    assert.is(result.locations[0].physicalLocation.artifactLocation.uri, uri);
  });
}

test('an alert stays the same when lines are added above it', () => {
  const before = run(marked('«x»')).results[0].partialFingerprints;
  assert.equal(run(marked('#\n\n«x»')).results[0].partialFingerprints, before);
});

test.run();
