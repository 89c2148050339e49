import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadFolder } from '../../src/language/load.ts';

const test = suite<{ root: string }>('loadFolder');
test.before.each((context) => {
  context.root = join(mkdtempSync(join(tmpdir(), 'load-')), 'tree');
  mkdirSync(context.root);
});
test.after.each(({ root }) => rmSync(dirname(root), { recursive: true, force: true }));

function put(root: string, path: string, text: string | Buffer = 'a: 1\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function load(root: string) {
  const { sources, diagnostics } = loadFolder(root, 'policies');
  return {
    paths: sources.map(({ path }) => path),
    reports: diagnostics.map(({ code, message, source, span }) => [
      code,
      source?.path,
      message,
      span,
    ]),
  };
}

test('policy files are read from all folders, in one order, and nothing else is', ({ root }) => {
  for (const path of [
    'b.yaml',
    'a/z.yml',
    'a-b.yaml',
    'a.yaml',
    'B.yaml',
    'README.md',
    '.hidden.yaml',
    '.git/x.yaml',
    'a/.x/y.yaml',
    'c.yaml.bak',
    'd.YAML',
  ])
    put(root, path);
  mkdirSync(join(root, 'empty.yaml'));
  assert.equal(load(root), {
    paths: [
      'policies/B.yaml',
      'policies/a-b.yaml',
      'policies/a.yaml',
      'policies/a/z.yml',
      'policies/b.yaml',
    ],
    reports: [],
  });
});

test('a source holds the text and the path as the operator typed it', ({ root }) => {
  put(root, 'a.yaml', '\ufeffname: é\r\n');
  assert.equal(loadFolder(root, './policies/').sources, [
    { path: './policies/a.yaml', text: 'name: é\r\n' },
  ]);
});

test('a missing folder, a file in its place and a folder without policies are reported', ({
  root,
}) => {
  const missing = 'policies must be a folder that can be read, and is not';
  assert.equal(load(join(root, 'absent')).reports, [
    ['no-policies', undefined, missing, undefined],
  ]);
  put(root, 'sub/notes.txt');
  assert.equal(load(join(root, 'sub/notes.txt')).reports, [
    ['no-policies', undefined, missing, undefined],
  ]);
  assert.equal(load(root).reports, [
    [
      'no-policies',
      undefined,
      'policies must hold a policy file (*.yaml or *.yml), and holds none',
      undefined,
    ],
  ]);
});

test('a file over 1 MiB is reported unread', ({ root }) => {
  put(root, 'big.yaml');
  truncateSync(join(root, 'big.yaml'), 1024 ** 4); // a sparse terabyte: reading it would end the test
  put(root, 'fits.yaml', '#'.repeat(1024 * 1024));
  assert.equal(load(root), {
    paths: ['policies/fits.yaml'],
    reports: [
      [
        'file-too-large',
        'policies/big.yaml',
        'a policy file must be at most 1 MiB, and this one is larger',
        undefined,
      ],
    ],
  });
});

test('bytes that are not UTF-8 are reported', ({ root }) => {
  put(root, 'latin.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]));
  put(root, 'wide.yaml', Buffer.from('\ufeffa: 1', 'utf16le'));
  const message = 'a policy file must be UTF-8, and this one is not';
  assert.equal(load(root).reports, [
    ['unreadable-file', 'policies/latin.yaml', message, undefined],
    ['unreadable-file', 'policies/wide.yaml', message, undefined],
  ]);
});

test('a file or folder that may not be read is reported', ({ root }) => {
  put(root, 'secret.yaml');
  put(root, 'sub/a.yaml');
  chmodSync(dirname(root), 0o755);
  chmodSync(join(root, 'secret.yaml'), 0);
  chmodSync(join(root, 'sub'), 0);
  const message = 'it must be readable, and permission is denied';
  assert.equal(asNobody(() => load(root)).reports, [
    ['unreadable-file', 'policies/secret.yaml', message, undefined],
    ['unreadable-file', 'policies/sub', message, undefined],
  ]);
  chmodSync(join(root, 'sub'), 0o755);
});

/** Runs `work` without the rights of root, who may read everything. */
function asNobody<T>(work: () => T): T {
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.(65534);
  try {
    return work();
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
}

test('a file whose name is not UTF-8 is reported', ({ root }) => {
  writeFileSync(
    Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xe9]), Buffer.from('.yaml')]),
    'a: 1',
  );
  const message = 'it must be there to be read, and the system finds nothing by its name';
  assert.equal(load(root).reports, [
    ['unreadable-file', 'policies/\ufffd.yaml', message, undefined],
  ]);
});

test('links inside the tree are followed, and each file is read once', ({ root }) => {
  put(root, 'z/real.yaml');
  put(root, '.data/mounted.yaml');
  symlinkSync('z/real.yaml', join(root, 'a.yaml'));
  symlinkSync('z', join(root, 'folder'));
  symlinkSync('.data/mounted.yaml', join(root, 'mounted.yaml'));
  symlinkSync('mounted.yaml', join(root, 'second.yaml'));
  assert.equal(load(root), {
    paths: ['policies/mounted.yaml', 'policies/z/real.yaml'],
    reports: [],
  });
});

test('links out of the tree are reported, be it to a file or a folder', ({ root }) => {
  put(dirname(root), 'outside/x.yaml');
  put(dirname(root), 'tree-beside/y.yaml');
  symlinkSync('../outside', join(root, 'folder'));
  symlinkSync('../outside/x.yaml', join(root, 'x.yaml'));
  symlinkSync('../outside/x.yaml', join(root, 'NOTES'));
  symlinkSync('../tree-beside', join(root, 'beside'));
  const message =
    'a link must lead to something in the policy folder, and this one leads out of it';
  assert.equal(
    load(root).reports,
    ['beside', 'folder', 'x.yaml'].map((name) => [
      'link-leaves-tree',
      `policies/${name}`,
      message,
      undefined,
    ]),
  );
});

test('broken links and loops of links are reported', ({ root }) => {
  put(root, 'sub/a.yaml');
  symlinkSync('absent.yaml', join(root, 'broken.yaml'));
  symlinkSync('self.yaml', join(root, 'self.yaml'));
  symlinkSync('..', join(root, 'sub/up'));
  assert.equal(load(root), {
    paths: ['policies/sub/a.yaml'],
    reports: [
      [
        'unreadable-file',
        'policies/broken.yaml',
        'a link must lead to something, and this one leads to nothing',
        undefined,
      ],
      [
        'unreadable-file',
        'policies/self.yaml',
        'a link must lead to something, and this one leads back to itself',
        undefined,
      ],
      [
        'unreadable-file',
        'policies/sub/up',
        'a link must not lead to a folder that it is in',
        undefined,
      ],
    ],
  });
});

test('a socket is passed over, not opened', async ({ root }) => {
  put(root, 'a.yaml');
  const server = createServer().listen(join(root, 'socket.yaml'));
  await once(server, 'listening');
  symlinkSync('socket.yaml', join(root, 'link.yaml'));
  const loaded = load(root);
  server.close();
  assert.equal(loaded, { paths: ['policies/a.yaml'], reports: [] });
});

test.run();
