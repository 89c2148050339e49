import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCommand } from '../../src/cli/command.ts';
import type { Console } from '../../src/cli/console.ts';
import { schemaCommand } from '../../src/cli/schema.ts';
import { editorSchema } from '../../src/language/editor/editor-schema.prebuilt.ts';

const test = suite('roster schema');
const folder = mkdtempSync(join(tmpdir(), 'roster-schema-'));
const file = join(folder, 'roster.schema.json');

test.before.each(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
});
test.after(() => {
  rmSync(folder, { recursive: true });
});

test('it is printed for other programs to read', async () => {
  const { exit, out, error } = await run();
  assert.is(exit, 0);
  assert.is(error, '');
  assert.equal(JSON.parse(out), editorSchema);
  assert.ok(out.endsWith('}\n'));
});

test('it is written to a file, and nothing is printed', async () => {
  writeFileSync(file, 'old');
  const { exit, out, error } = await run('--out', file);
  assert.equal([exit, out, error], [0, '', '']);
  assert.equal(JSON.parse(readFileSync(file, 'utf8')), editorSchema);
  assert.equal(readdirSync(folder), ['roster.schema.json']);
});

test('a second run writes the same bytes', async () => {
  await run('--out', file);
  const first = readFileSync(file, 'utf8');
  await run('--out', file);
  assert.is(readFileSync(file, 'utf8'), first);
});

for (const path of [folder, `${file}/`]) {
  test(`a folder is refused: ${path.endsWith('/') ? 'by its slash' : 'that exists'}`, async () => {
    const { exit, error } = await run('--out', path);
    assert.is(exit, 2);
    assert.match(error, 'it is a folder; name a file in it, for example');
    assert.equal(readdirSync(folder), []);
  });
}

test('a folder that is not there is named', async () => {
  const { exit, error } = await run('--out', join(folder, 'none', 'a.json'));
  assert.is(exit, 2);
  assert.match(error, `there is no folder ${join(folder, 'none')}`);
});

test('what is there and no plain file is refused and left alone', async () => {
  const pipe = join(folder, 'pipe');
  const server = createServer().listen(pipe);
  await once(server, 'listening');
  const { exit, error } = await run('--out', pipe);
  assert.is(exit, 2);
  assert.match(error, 'it is no plain file; without --out the schema is printed');
  assert.ok(lstatSync(pipe).isSocket());
  await new Promise((done) => server.close(done));
});

test('a link is followed and stays a link', async () => {
  const link = join(folder, 'link.json');
  writeFileSync(file, 'old');
  symlinkSync(file, link);
  assert.is((await run('--out', link)).exit, 0);
  assert.ok(lstatSync(link).isSymbolicLink());
  assert.equal(JSON.parse(readFileSync(file, 'utf8')), editorSchema);
});

test('an empty name is refused', async () => {
  const { exit, error } = await run('--out', '');
  assert.is(exit, 2);
  assert.match(error, '--out must not be empty');
});

async function run(...args: readonly string[]) {
  const said = { out: '', error: '' };
  const console: Console = {
    out: (text) => {
      said.out += text;
    },
    error: (text) => {
      said.error += text;
    },
    isTerminal: false,
    color: false,
    isDebug: false,
  };
  return { exit: await runCommand(schemaCommand, args, console), ...said };
}

test.run();
