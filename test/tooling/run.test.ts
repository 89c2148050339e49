import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('the runner');
const start = "import { test } from 'uvu';\n";
const two = "test('one', () => {});\ntest('two', () => {});\n";
const good = `${start}${two}test.run();`;
const needs = `import { needs } from '${resolve('test/skips.ts')}';\n`;
const teardown = `import { teardowns } from '${resolve('test/teardowns.ts')}';\n`;
const golden = `import { matchesGolden } from '${resolve('test/golden.ts')}';\n`;

/** What lies in the planted folder, what the last line must say, and what must be said before it. */
interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly last: string;
  readonly code: 0 | 1;
  readonly says?: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  readonly only?: string;
}

const cases: readonly Case[] = [
  {
    name: 'a good folder passes',
    files: { 'a.test.ts': good, 'deep/b.test.ts': good, 'c.ts': 'throw new Error("no test")' },
    last: '4 passed, 0 failed',
    code: 0,
  },
  {
    name: 'a failing test fails',
    files: {
      'a.test.ts': `${start}${two}test('three', () => { throw new Error('no'); });\ntest.run();`,
    },
    last: '2 passed, 1 failed',
    code: 1,
  },
  {
    name: 'a before hook that throws fails',
    files: {
      'a.test.ts': `${start}test.before(() => { throw new Error('no'); });\n${two}test.run();`,
    },
    last: '0 passed, 2 failed',
    code: 1,
    says: /a\.test\.ts: uvu stopped early/,
  },
  {
    name: 'a failing test whose after.each throws too fails',
    files: {
      'a.test.ts': `${start}test.after.each(() => { throw new Error('no'); });\ntest('one', () => { throw new Error('no'); });\ntest.run();`,
    },
    last: '0 passed, 1 failed',
    code: 1,
    says: /a\.test\.ts: uvu stopped early/,
  },
  {
    name: 'a test that throws a text fails',
    files: { 'a.test.ts': `${start}test('one', () => { throw 'oops'; });\n${two}test.run();` },
    last: '0 passed, 3 failed',
    code: 1,
    says: /a\.test\.ts: uvu stopped early/,
  },
  {
    name: 'a forgotten run fails',
    files: { 'a.test.ts': `${start}${two}`, 'b.test.ts': good },
    last: '4 passed, 1 failed',
    code: 1,
    says: /a\.test\.ts: no suite ran; is \.run\(\) missing\?/,
  },
  {
    name: 'a test that waits for ever beside a server is given up, and what is shared is stopped',
    files: {
      'a.test.ts': good,
      'b.test.ts': `${start}${teardown}const server = setInterval(() => {}, 1_000);\nteardowns.push(async () => console.log('stopped', clearInterval(server)));\ntest('one', () => new Promise(() => {}));\ntest.run();`,
    },
    last: '2 passed, 1 failed',
    code: 1,
    says: /stopped.*b\.test\.ts: not done after 1\.5 s; the tests after it did not run/s,
    env: { TEST_LIMIT_MS: '1500' },
  },
  {
    name: 'what is shared may hang as the test does',
    files: {
      'a.test.ts': `${start}${teardown}setInterval(() => {}, 1_000);\nteardowns.push(() => new Promise(() => {}));\ntest('one', () => new Promise(() => {}));\ntest.run();`,
    },
    last: '0 passed, 1 failed',
    code: 1,
    says: /a\.test\.ts: not done after 1\.5 s/,
    env: { TEST_LIMIT_MS: '1500' },
  },
  {
    name: 'a teardown that fails is a failure',
    files: {
      'a.test.ts': `${start}${teardown}teardowns.push(async () => { throw new Error('no'); });\n${two}test.run();`,
    },
    last: '2 passed, 1 failed',
    code: 1,
    says: /a teardown failed/,
  },
  {
    name: 'a pattern that matches no file fails',
    files: { 'a.test.ts': good },
    only: 'nothing',
    last: '0 passed, 1 failed',
    code: 1,
    says: /no test file matches 'nothing'/,
  },
  {
    name: 'an only that was left in fails',
    files: { 'a.test.ts': `${start}${two}test.only('three', () => {});\ntest.run();` },
    last: '1 passed, 1 failed, 2 skipped',
    code: 1,
    says: /2 tests skipped without a reason/,
  },
  {
    name: 'a file that does not load fails and hides no other',
    files: { 'a.test.ts': "throw new Error('no');", 'b.test.ts': good },
    last: '2 passed, 1 failed',
    code: 1,
    says: /a\.test\.ts: could not be loaded/,
  },
  {
    name: 'a test whose tool is missing is skipped by name',
    files: {
      'a.test.ts': `${start}${needs}${two}needs('anvil', false, 'buy one')(test, 'three', () => {});\ntest.run();`,
    },
    last: '2 passed, 0 failed, 1 skipped',
    code: 0,
    says: /1 skipped, need anvil \(buy one\):\n {2}three$/m,
  },
  {
    name: 'a test whose tool is missing fails in CI',
    files: {
      'a.test.ts': `${start}${needs}${two}needs('anvil', false, 'buy one')(test, 'three', () => {});\ntest.run();`,
    },
    env: { CI: 'true' },
    last: '2 passed, 1 failed, 1 skipped',
    code: 1,
    says: /1 tests skipped; in CI every test runs/,
  },
  {
    name: 'a golden that is compared passes',
    files: {
      'a.test.ts': `${start}${golden}test('one', () => matchesGolden('used', new Map([['x.yaml', 'x: 1\\n']])));\ntest.run();`,
      'golden/used/x.yaml': 'x: 1\n',
    },
    last: '1 passed, 0 failed',
    code: 0,
  },
  {
    name: 'a golden that no test compares fails',
    files: { 'a.test.ts': good, 'golden/unused/x.yaml': 'x: 1\n' },
    last: '2 passed, 1 failed',
    code: 1,
    says: /golden\/unused\/x\.yaml: no test compares it/,
  },
  {
    name: 'a golden that no test compares is no matter when a part of the suite runs',
    files: { 'a.test.ts': good, 'golden/unused/x.yaml': 'x: 1\n' },
    only: 'a',
    last: '2 passed, 0 failed',
    code: 0,
  },
  {
    name: 'a golden with an extra file, a missing file or other indentation fails',
    files: {
      'a.test.ts': `${start}${golden}for (const name of ['extra', 'missing', 'indented']) {
        test(name, () => matchesGolden(name, new Map([['x.yaml', 'x: 1\\n']])));
      }
      test.run();`,
      'golden/extra/x.yaml': 'x: 1\n',
      'golden/extra/y.yaml': 'y: 1\n',
      'golden/missing/z.yaml': 'z: 1\n',
      'golden/indented/x.yaml': '  x: 1\n',
    },
    last: '0 passed, 3 failed',
    code: 1,
  },
];

/** The children run side by side, from the first test on; each costs the start of a process. */
const outcomes = new Map(cases.map((one) => [one, run(one)]));

for (const one of cases) {
  test(one.name, async () => {
    const { code, output } = await outcomes.get(one)!;
    assert.is(output.trimEnd().split('\n').at(-1), one.last, output);
    assert.is(code, one.code, output);
    if (one.says) assert.match(output, one.says);
  });
}

test.run();

async function run({
  files,
  env = {},
  only = '',
}: Case): Promise<{ code: number | null; output: string }> {
  const root = mkdtempSync(join(tmpdir(), 'roster-run-'));
  try {
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    writeFileSync(join(root, 'package.json'), '{"type": "module"}');
    const { CI: _, UPDATE: __, ...clean } = process.env;
    const args = ['--import', 'tsx', 'test/run.ts', only, root];
    const child = spawn(process.execPath, args, { env: { ...clean, ...env } });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    const code = await new Promise<number | null>((done) => {
      child.on('close', done);
    });
    return { code, output };
  } finally {
    rmSync(root, { recursive: true });
  }
}
