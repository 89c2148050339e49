import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readSource } from '../../../src/language/yaml/read.ts';
import { agrees, policies } from './agrees.ts';

const texts = [...policies.values()];
/** FUZZ=400000 for a hard run by hand. */
const numRuns = Number(process.env.FUZZ ?? 2_000);

const word = fc.constantFrom(
  'a',
  'b',
  'name',
  'on',
  'y',
  '1',
  '0775',
  '12:30',
  '<<',
  '=',
  '~',
  'null',
  'true',
  '-',
  '--x',
  '1.10',
  '.5',
  '1e3',
  '-0',
  'x#y',
  '"q"',
  "'s'",
  "'it''s'",
  '"\\n"',
  '500m',
  '2001-01-01',
  '0x1F',
  '__proto__',
  '',
);
const glue = fc.constantFrom(
  '\n',
  '\n',
  '\n  ',
  '\n    ',
  '\n ',
  ': ',
  ': ',
  ':',
  ' ',
  '  ',
  '- ',
  '-',
  '\n- ',
  '\n  - ',
  ', ',
  ',',
  '{',
  '}',
  '[',
  ']',
  ' #c',
  '#',
  '\n---\n',
  '|\n  ',
  '|-\n    ',
  '>',
  '\t',
  '? ',
  '&a ',
  '*a',
  '!t ',
);
const soup = fc.array(fc.oneof(word, glue), { maxLength: 24 }).map((parts) => parts.join(''));

const noise = fc.constantFrom(
  '',
  ' ',
  '  ',
  '\n',
  '\n\n',
  ':',
  ': ',
  '-',
  '- ',
  '#',
  ' #',
  ',',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '|-',
  '\\',
  '0',
  '_',
  '.',
  'y',
  '~',
  '\t',
  '\r',
  '&',
  '*',
  '!',
  '?',
  '@',
  '%',
  '<',
  '=',
  '---\n',
  '...',
  'é',
  '\u0085',
);
const mutated = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.nat(), fc.nat(3), noise), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, edits]) =>
    edits.reduce((result, [place, removed, added]) => {
      const at = place % (result.length + 1);
      return result.slice(0, at) + added + result.slice(at + removed);
    }, text),
  );
const edits: readonly ((line: string, by: number) => readonly string[])[] = [
  (line, by) => [' '.repeat(by) + line],
  (line, by) => [line.slice(by)],
  (line) => [line, line],
  () => [],
  (line, by) => [line, ' '.repeat(by)],
  (line, by) => [line, `${' '.repeat(by)}# c`],
  (line, by) => [line, `${' '.repeat(by)}- x`],
  (line, by) => [line, `${' '.repeat(by)}name: x`],
  (line) => [line, '---'],
];
/** A few lines out of a policy, some of them moved, repeated, dropped or with others put between. */
const excerpts = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.nat(40),
    fc.integer({ min: 2, max: 12 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...edits), fc.nat(14)), { maxLength: 3 }),
  )
  .map(([text, from, count, changes]) => {
    const all = text.split('\n');
    const cut = all.slice(from % all.length, (from % all.length) + count);
    const indent = cut[0]?.search(/\S|$/) ?? 0;
    const lines = cut.map((line) => line.slice(Math.min(indent, line.search(/\S|$/))));
    return `${changes.reduce((result, [at, edit, by]) => result.flatMap((line, index) => (index === at % result.length ? edit(line, by) : [line])), lines).join('\n')}\n`;
  });

test('the fast and the full reader agree on made-up texts', () =>
  fc.assert(fc.property(soup, agrees), { numRuns }));
test('the fast and the full reader agree on damaged policies', () =>
  fc.assert(fc.property(mutated, agrees), { numRuns: numRuns / 4 }));
test('the fast and the full reader agree on lines of policies, shuffled', () =>
  fc.assert(fc.property(excerpts, agrees), { numRuns }));

const scalar = fc.oneof(
  fc.string(),
  fc.constantFrom('yes', '0775', '12:30', 'null', ' a', 'a: b', '#', "it's"),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('a', 'name', '__proto__', 'on')),
      tie('tree'),
      { maxKeys: 3 },
    ),
  ),
}));
test('a document written as JSON is read back to the same value', () =>
  fc.assert(
    fc.property(tree, (value) => {
      const text = `${JSON.stringify(value)}\n`.replaceAll(
        /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
        'x',
      );
      const { documents, diagnostics } = readSource({ path: 'a.yaml', text });
      assert.equal(
        diagnostics.filter(({ code }) => code !== 'unsafe-integer'),
        [],
      );
      if (diagnostics.length === 0)
        assert.is(JSON.stringify(documents[0]?.value), JSON.stringify(JSON.parse(text)));
    }),
    { numRuns: numRuns / 10 },
  ));

test.run();
