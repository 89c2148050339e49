import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readMounted, readName, readSecret } from '../../../src/runtime/signals/read-secret.ts';
import { sentenceOf } from '../../../src/runtime/signals/sentence-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'roster-secret-'));
test.after(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFile(path, 'utf8');

const texts = [
  { name: 'a line break at the end', text: 'hunter2\n' },
  { name: 'a line break of Windows', text: 'hunter2\r\n' },
  { name: 'a mark of the byte order', text: '\u{feff}hunter2' },
];
for (const [index, { name, text }] of texts.entries()) {
  test(`${name} does not belong to a secret`, async () => {
    assert.is(await readSecret(written(`text-${index}`, text), read), 'hunter2');
  });
}

const refused = [
  { name: 'a file that is not there', path: join(folder, 'nothing'), says: /ENOENT/ },
  { name: 'a folder', path: folder, says: /EISDIR/ },
  { name: 'an empty file', path: written('empty', ''), says: /empty is empty$/ },
  { name: 'a file with a line break only', path: written('blank', '\r\n'), says: /is empty$/ },
  {
    name: 'a file of 10 MB',
    path: written('large', 'hunter2'.repeat(1_500_000)),
    says: /is too large$/,
  },
];
for (const { name, path, says } of refused) {
  test(`${name} is an error that names it and quotes nothing`, async () => {
    for (const reader of [readSecret, readMounted]) {
      const said = await reader(path, read).then(
        () => 'nothing',
        (error: unknown) => sentenceOf(error),
      );
      assert.match(said, says);
      assert.match(said, folder);
      assert.not.match(said, /hunter2/);
    }
  });
}

test('a name may be empty, as that of the default user of Redis is', async () => {
  assert.is(await readName(written('nobody', '\n'), read), '');
});

test('while the kubelet swaps the folder of a secret it is the old or the new one, never half of one', async () => {
  const mount = join(folder, 'mount');
  for (const version of ['one', 'two']) {
    mkdirSync(join(mount, version), { recursive: true });
    writeFileSync(join(mount, version, 'password'), version.repeat(1_000));
  }
  symlinkSync('one', join(mount, '..data'));
  symlinkSync(join('..data', 'password'), join(mount, 'password'));
  const seen = new Set<string>();
  for (let turn = 0; turn < 200; turn += 1) {
    const reading = readSecret(join(mount, 'password'), read);
    symlinkSync(turn % 2 === 0 ? 'two' : 'one', join(mount, '..tmp'));
    renameSync(join(mount, '..tmp'), join(mount, '..data'));
    seen.add(await reading);
  }
  for (const secret of seen) assert.ok(['one', 'two'].some((one) => one.repeat(1_000) === secret));
});

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test.run();
