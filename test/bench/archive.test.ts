import { deflateRawSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fileInTar } from '../../bench/archive/tar.ts';
import { fileInZip } from '../../bench/archive/zip.ts';

test('a file is found in a tar archive behind one that does not fill its last block', () => {
  const archive = Buffer.concat([
    tarEntry('a.txt', 'x'.repeat(700)),
    tarEntry('lib/b.txt', 'second'),
    Buffer.alloc(1024),
  ]);
  assert.is(fileInTar(archive, 'lib/b.txt')?.toString(), 'second');
  assert.is(fileInTar(archive, 'c.txt'), undefined);
});

test('a file is found in a zip archive, stored or deflated', () => {
  const archive = zip([
    ['stored.txt', 0, 'as it is'],
    ['deflated.txt', 8, 'many times over '.repeat(50)],
  ]);
  assert.is(fileInZip(archive, 'stored.txt')?.toString(), 'as it is');
  assert.is(fileInZip(archive, 'deflated.txt')?.toString(), 'many times over '.repeat(50));
  assert.is(fileInZip(archive, 'other.txt'), undefined);
  assert.throws(() => fileInZip(Buffer.alloc(100), 'a'), 'this is no zip archive');
});

function tarEntry(name: string, text: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(text.length.toString(8).padStart(11, '0'), 124);
  const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  body.write(text);
  return Buffer.concat([header, body]);
}

function zip(entries: readonly (readonly [name: string, method: 0 | 8, text: string])[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, method, text] of entries) {
    const body = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    entry.write(name, 46);
    locals.push(local, body);
    directory.push(entry);
    offset += local.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

test.run();
