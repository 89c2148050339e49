import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFast } from '../../../src/language/yaml/fast.ts';
import { parseFull } from '../../../src/language/yaml/full.ts';
import { readSource } from '../../../src/language/yaml/read.ts';
import { reportAmbiguous } from '../../../src/language/yaml/ambiguous.ts';

const folder = 'test/fixtures/yaml';
const policies = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const texts = policies.map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
const numRuns = Number(process.env['FUZZ'] ?? 2_000);

/** What the full reader says of a text: its values when nothing is wrong with it. */
function readFully(text: string) {
  const source = { path: 'policies/a.yaml', text };
  const { documents, diagnostics } = parseFull(source);
  const reports = [...diagnostics, ...documents.flatMap((_, index) => reportAmbiguous({ source, index }))];
  return { documents: documents.map(({ line, value }) => ({ line, value })), reports };
}

/** Whatever the fast reader accepts, the full reader reads the same way and without a report. */
function agrees(text: string): boolean {
  const fast = readFast(text);
  if (!fast) return true;
  const full = readFully(text);
  if (full.reports.length === 0 && isDeepStrictEqual(fast, full.documents)) return true;
  throw new Error(`${JSON.stringify(text)}\nfast ${JSON.stringify(fast)}\nfull ${JSON.stringify(full)}`);
}

for (const [index, name] of policies.entries()) {
  test(`${name} is read without the full reader, to the same values`, () => {
    assert.ok(readFast(texts[index]!));
    assert.ok(agrees(texts[index]!));
  });
}

const accepted: readonly [text: string, ...values: unknown[]][] = [
  [''],
  ['# nothing\n\n---\n---\n# at all\n'],
  ['a: 1', { a: 1 }],
  ['a:\n- 1\n- b: 2\n  c:\n', { a: [1, { b: 2, c: null }] }],
  ['a: 1.10\nb: -3\nc: 0.5\n', { a: 1.1, b: -3, c: 0.5 }],
  ['a: 1.3.4\nb: 2m30s\nc: 500Mi\nd: --x\ne: a:b#c\n', { a: '1.3.4', b: '2m30s', c: '500Mi', d: '--x', e: 'a:b#c' }],
  ['a: "x\\n\\"y\\\\"\n', { a: 'x\n"y\\' }],
  ['a: {b: [1, {c: d}], "e": \'\'}\n', { a: { b: [1, { c: 'd' }], e: '' } }],
  ['a: |\n\n  x\n    y\n\n\nb: 1\n', { a: '\nx\n  y\n', b: 1 }],
  ['- - 1\n  - 2\n- \n', [[1, 2], null]],
  ['a: 1\n---\n- b\n', { a: 1 }, ['b']],
  ['name: zażółć\n', { name: 'zażółć' }],
];
for (const [text, ...values] of accepted) {
  test(`the fast reader reads ${JSON.stringify(text)}`, () => {
    assert.equal(readFast(text)?.map(({ value }) => value), values);
    assert.ok(agrees(text));
  });
}

const left = [
  'a: &x 1\n', 'a: *x\n', 'a: !!str 1\n', '? a\n: b\n', 'a:\tb\n', '\ufeffa: 1\n', 'a: 1\r\n', 'a: b\n  c\n', 'a: 1\na: 2\n',
  'a: {b: 1, b: 2}\n', ' a: 1\n', 'a:\n  b: 1\n c: 2\n', '<<: {a: 1}\n', 'a: 9007199254740993\n', 'a: >\n  b\n', 'a: yes\n', 'a: n\n',
  'on: 1\n', 'a: 12:30\n', 'a: 0775\n', 'a: 0o17\n', 'a: 0b1\n', 'a: 1_000\n', 'a: 2001-12-14\n', 'a: =\n', 'a: <<\n', '1: a\n',
  'null: a\n', '__proto__: a\n', 'a: {__proto__: b}\n', 'a: .inf\n', 'a: -0\n', 'a: {b:1}\n', 'a: [1, 2,]\n', 'a: [b: c]\n', 'a: "\\x41"\n',
  '%YAML 1.2\n---\na: 1\n', 'a: 1\n...\n', 'a: @b\n', 'a: b: c\n', 'a: |+\n  b\n', 'a: |2\n  b\n', 'a: |\n  b', '--- a\n', 'a: [\n  1]\n',
  'a\n', '{a: 1}\n', 'a: "b" c\n', 'a: "b"#c\n', '- a\nb: 1\n', 'a: 1\n- b\n', 'a: - b\n', 'a: \u2028\n', 'a: \u00a0\n', 'a: \u{1f600}\n',
  `${'- '.repeat(60)}a\n`, `a: ${'['.repeat(60)}${']'.repeat(60)}\n`,
];
for (const text of left) {
  test(`the fast reader leaves ${JSON.stringify(text.slice(0, 30))} to the full reader`, () => {
    assert.is(readFast(text), undefined);
  });
}

const word = fc.constantFrom('a', 'b', 'name', 'on', 'y', '1', '0775', '12:30', '<<', '=', '~', 'null', 'true', '-', '--x', '1.10', '.5', '1e3', '-0', 'x#y', '"q"', "'s'", "'it''s'", '"\\n"', '500m', '2001-01-01', '0x1F', '__proto__', '');
const glue = fc.constantFrom('\n', '\n', '\n  ', '\n    ', '\n ', ': ', ': ', ':', ' ', '  ', '- ', '-', '\n- ', '\n  - ', ', ', ',', '{', '}', '[', ']', ' #c', '#', '\n---\n', '|\n  ', '|-\n    ', '>', '\t', '? ', '&a ', '*a', '!t ');
const soup = fc.array(fc.oneof(word, glue), { maxLength: 24 }).map((parts) => parts.join(''));

const noise = fc.constantFrom('', ' ', '  ', '\n', '\n\n', ':', ': ', '-', '- ', '#', ' #', ',', '{', '}', '[', ']', '"', "'", '|', '|-', '\\', '0', '_', '.', 'y', '~', '\t', '\r', '&', '*', '!', '?', '@', '%', '<', '=', '---\n', '...', 'é', '\u0085');
const mutated = fc
  .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), fc.nat(3), noise), { minLength: 1, maxLength: 3 }))
  .map(([text, edits]) =>
    edits.reduce((result, [place, removed, added]) => {
      const at = place % (result.length + 1);
      return result.slice(0, at) + added + result.slice(at + removed);
    }, text),
  );
const reindented = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: -4, max: 4 })).map(([text, place, by]) => {
  const lines = text.split('\n');
  const at = place % lines.length;
  lines[at] = by < 0 ? lines[at]!.slice(-by) : ' '.repeat(by) + lines[at]!;
  return lines.join('\n');
});

test('the fast and the full reader agree on made-up texts', () => fc.assert(fc.property(soup, agrees), { numRuns }));
test('the fast and the full reader agree on damaged policies', () => fc.assert(fc.property(mutated, agrees), { numRuns: numRuns / 4 }));
test('the fast and the full reader agree on policies with a line moved', () => fc.assert(fc.property(reindented, agrees), { numRuns: numRuns / 4 }));

const scalar = fc.oneof(fc.string(), fc.constantFrom('yes', '0775', '12:30', 'null', ' a', 'a: b', '#', "it's"), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('a', 'name', '__proto__', 'on')), tie('tree'), { maxKeys: 3 })),
}));
test('a document written as JSON is read back to the same value', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const text = `${JSON.stringify(value)}\n`.replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, 'x');
      const { documents, diagnostics } = readSource({ path: 'a.yaml', text });
      assert.equal(diagnostics.filter(({ code }) => code !== 'unsafe-integer'), []);
      if (diagnostics.length === 0) assert.is(JSON.stringify(documents[0]?.value), JSON.stringify(JSON.parse(text)));
    }),
    { numRuns: numRuns / 10 },
  );
});

test.run();
