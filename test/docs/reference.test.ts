import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allCommands } from '../../docs/generate/commands-page.ts';
import { fieldsOf } from '../../docs/generate/fields.ts';
import { makePages } from '../../docs/generate/pages.ts';
import { staleFiles, writePages } from '../../docs/generate/reference.ts';
import { deeds } from '../../docs/generate/runtime/conditions-page.ts';
import { checkFolder } from '../../src/cli/load.ts';
import { codes } from '../../src/diagnostics/codes.ts';
import { modes } from '../../src/language/schema/scaling.ts';
import { runtimeMetrics } from '../../src/model/runtime-metrics.ts';
import { words } from '../../src/scaling/explain.ts';
import { schemas } from '../language/schema/kinds.ts';

const pages = await makePages();
/** Texts in double quotes, in single ones, and templates. */
const texts = /"([^"\n]*)"|'([^'\n]*)'|`((?:\\.|[^`\\])*)`/g;
const page = (name: string) => pages.get(name) ?? '';

test('docs/reference is what the code says; if not: node --import tsx docs/generate.ts', () => {
  assert.equal(staleFiles('docs/reference', pages), []);
});

test('a page that was edited, one that is missing and one too many are seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roster-docs-'));
  writePages(folder, pages);
  assert.equal(staleFiles(folder, pages), []);
  writeFileSync(join(folder, 'modes.md'), `${page('modes.md')} `);
  writeFileSync(join(folder, 'old.md'), '');
  rmSync(join(folder, 'commands.md'));
  assert.equal(staleFiles(folder, pages), ['commands.md', 'modes.md', 'old.md']);
  writePages(folder, pages);
  assert.equal(staleFiles(folder, pages), []);
  assert.equal(staleFiles(join(folder, 'none'), new Map([['a.md', '']])), ['a.md']);
  rmSync(folder, { recursive: true });
});

test('making the pages twice gives the same bytes', async () => {
  assert.equal([...(await makePages())], [...pages]);
});

test('the examples on top of the pages compile together', () => {
  const { estates, diagnostics } = checkFolder('docs/generate/examples');
  assert.equal(
    diagnostics.map(({ message }) => message),
    [],
  );
  assert.equal(
    estates.map(({ pools, groups }) => [pools.length, groups.length]),
    [[1, 1]],
  );
});

const kindPages = {
  'worker-pool.md': schemas.WorkerPool,
  'capacity-group.md': schemas.CapacityGroup,
  'environment.md': schemas.Environment,
};
for (const [name, schema] of Object.entries(kindPages)) {
  test(`${name} has every field once`, () => {
    const paths = fieldsOf(schema)
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('spec.overrides[].spec.'));
    const anchors = [...page(name).matchAll(/<a id="([^"]*)">/g)].map(([, id]) => id);
    assert.equal(new Set(anchors).size, anchors.length);
    assert.equal([...new Set(paths)].toSorted(), anchors.toSorted());
  });
}

test('every diagnostic has a heading that is its code', () => {
  const headings = [...page('diagnostics.md').matchAll(/^## (.*)$/gm)].map(([, text]) => text);
  assert.equal(headings, Object.keys(codes));
});

test('every mode has a heading that is its name', () => {
  for (const mode of modes) assert.match(page('modes.md'), new RegExp(`^## ${mode}$`, 'm'));
});

test('the page of the modes tells of everything that keeps KEDA from a policy', () => {
  const code = readFileSync('src/language/pool/keda-obstacles.ts', 'utf8');
  const said = [...code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').matchAll(texts)]
    .flatMap(([, double, single, template = '']) => double ?? single ?? template.split(/\$\{.*?\}/))
    .map((text) => text.replaceAll('\\`', '`').trim())
    .filter((text) => text.split(' ').length > 2);
  assert.ok(said.length > 15);
  const rows = page('modes.md').slice(page('modes.md').indexOf('## What KEDA cannot do'));
  assert.equal(
    said.filter((text) => !rows.includes(text)),
    [],
  );
});

test('every reason of a decision and every Event that is told by a deed are on the page of conditions', () => {
  for (const word of Object.values(words)) {
    assert.match(page('conditions.md'), `| \`${word}\` |`);
    assert.match(page('runtime-metrics.md'), `\`${word}\``);
  }
  const folder = 'src/runtime/controller/act';
  const told = readdirSync(folder).flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /type: '(?:Normal|Warning)',\s*reason: '(\w+)'/g,
      ),
    ].map(([, word]) => word),
  );
  assert.equal(told.toSorted(), deeds.map(([, , reason]) => reason).toSorted());
});

test('every metric that the runtime declares is on its page', () => {
  for (const name of Object.keys(runtimeMetrics))
    assert.match(page('runtime-metrics.md'), `| \`${name}\` |`);
});

test('every command of the command line is described', async () => {
  const main = readFileSync('src/cli/roster.ts', 'utf8');
  const loaders = [...main.matchAll(/^ {2}(\w+): async \(\) => \(await import/gm)].map(
    ([, name]) => name,
  );
  assert.ok(loaders.length > 0);
  assert.equal(
    (await allCommands()).map(({ name }) => name),
    loaders.toSorted(),
  );
});

test('every link leads somewhere', () => {
  for (const [name, text] of pages) {
    if (!name.endsWith('.md')) continue;
    for (const [, file = '', anchor = ''] of text.matchAll(/\]\(([\w-]*\.md)?#?([^)]*)\)/g)) {
      const target = page(file === '' ? name : file);
      assert.ok(anchorsOf(target).includes(anchor), `${name}: ${file}#${anchor}`);
    }
  }
});

test('a table row has as many cells as its head', () => {
  for (const [name, text] of pages) {
    for (const table of text.split('\n\n').filter((part) => part.startsWith('| '))) {
      const widths = table
        .trim()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length);
      assert.is(new Set(widths).size, 1, `${name}: ${table.slice(0, 200)}`);
    }
  }
});

test('no page names a machine or a home folder', () => {
  for (const [name, text] of pages) assert.not.match(text, /\/(?:home|root|Users)\//, name);
});

/** As GitHub makes them of headings, and those that are set by hand. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...text.matchAll(/<a id="([^"]*)">/g)].map(([, id = '']) => id)];
}

test.run();
