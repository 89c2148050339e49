import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LedgerDocument } from '../src/scaling/ledger-entry.ts';
import { replay } from '../src/scaling/replay.ts';
import { run } from './cli/capture.ts';
import { inFolder, put, tree } from './cli/folder.ts';

// A newcomer copies what the README shows; it must be what they get. UPDATE=1 writes what they get into the README.
const path = 'README.md';
let text = readFileSync(path, 'utf8');

/** The code block after a sentence, and what it is to hold. */
function compare(after: string, expected: string): void {
  const start = text.indexOf('\n', text.indexOf('```', text.indexOf(after))) + 1;
  const end = text.indexOf('```', start);
  if (process.env.UPDATE) {
    text = text.slice(0, start) + expected + text.slice(end);
    writeFileSync(path, text);
    return;
  }
  assert.is(text.slice(start, end), expected);
}

function policy(): string {
  return /```yaml\n(# policies\/transcoder\.yaml\n[^`]*)```/.exec(text)![1]!;
}

async function inProject(
  policyText: string,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    put(folder, { 'policies/transcoder.yaml': policyText });
    const home = process.cwd();
    process.chdir(folder);
    try {
      await use(folder);
    } finally {
      process.chdir(home);
    }
  });
}

test("the README's policy gives the README's table and ScaledObject", async () => {
  let table = '';
  let scaledObject = '';
  await inProject(policy(), async (folder) => {
    const { status, out } = await run('synth');
    assert.is(status, 0);
    table = out;
    scaledObject = tree(join(folder, 'dist'))[
      'prod/media/transcoder/scaledobject.transcoder.yaml'
    ]!;
  });
  compare('`npx roster synth` says', table);
  compare('and `dist/prod/media', scaledObject);
});

test("the README's mistakes give the README's report", async () => {
  const broken = policy().replace('    hold: 10m\n', '    hold: 10 min\n    cooldwn: 10m\n');
  let report = '';
  await inProject(broken, async () => {
    const { status, out } = await run('check');
    assert.is(status, 1);
    report = out;
  });
  compare('Write `hold: 10 min`', report);
});

test('the recorded decisions give what the README shows of roster why', async () => {
  const recorded = 'test/fixtures/why/archive.json';
  const ledger = JSON.parse(readFileSync(recorded, 'utf8')) as LedgerDocument;
  // what is decided from them is asked of the code, so that a better rule does not make the record a lie
  const entries = ledger.entries.map((entry) => ({
    ...entry,
    decision: replay(ledger.pool, entry),
  }));
  await inFolder(async (folder) => {
    put(folder, { 'decisions.json': JSON.stringify({ ...ledger, entries }) });
    const { status, out } = await run('why', ledger.pool, '--file', join(folder, 'decisions.json'));
    assert.is(status, 0);
    compare('from its recorded input', `$ npx roster why ${ledger.pool}\n${out}`);
  });
});

test('the policies that the README shows compile together', async () => {
  const blocks = [...text.matchAll(/```yaml\n# (policies\/\S+\.yaml)\n([^`]*)```/g)];
  assert.is(blocks.length, 3);
  await inFolder(async (folder) => {
    put(folder, Object.fromEntries(blocks.map(([, file, policy]) => [file!, policy!])));
    const { status, out } = await run('check', '--policies', join(folder, 'policies'));
    assert.is(status, 0, out);
    assert.match(out, /3 files are fine\nprod: 1 pool, 0 groups, 1 job, 1 cluster template/);
  });
});

test('every file that the README links to is there', () => {
  const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link!);
  assert.ok(links.length > 5);
  for (const link of links) assert.ok(readFileSync(link).length > 0, link);
});

test.run();
