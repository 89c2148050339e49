import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { until } from '../until.ts';
import { openLifetime } from './open-lifetime.ts';
import { isRunning } from './process-state.ts';

const test = suite('a lifetime');
const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
const stubborn = 'trap "" TERM; sleep 1000 & echo "$$ $!"; wait';

test('closing ends every process, those that ignore SIGTERM and their children too', async () => {
  const lifetime = openLifetime();
  const pids = await shellPids(
    lifetime.launch(['/bin/sh', '-c', stubborn], plain(lifetime.folder)),
  );
  assert.equal(pids.map(isRunning), [true, true]);
  await lifetime.close();
  await until('both are gone', async () => !pids.some(isRunning));
  assert.not.ok(existsSync(lifetime.folder));
});

test('a process that ends takes what it left behind with it, and its number is forgotten', async () => {
  const lifetime = openLifetime();
  const leaves = 'sleep 1000 & echo "$$ $!"';
  const started = lifetime.launch(['/bin/sh', '-c', leaves], plain(lifetime.folder));
  const [, left] = await shellPids(started);
  await until('what was left is gone', async () => !isRunning(left!));
  const pids = join(lifetime.folder, 'pids');
  await until('no number is left', async () => readdirSync(pids).length === 0);
  await lifetime.close();
});

test('a program that cannot be started says so in the sentence and is no leak', async () => {
  const lifetime = openLifetime();
  const sentence = await lifetime.serve('nothing', ['/nowhere/nothing']).ended;
  assert.match(sentence, /^nothing ended with 12[67]\n.*nowhere/s);
  await lifetime.close();
  assert.not.ok(existsSync(lifetime.folder));
});

test('the sentence of a server that ends holds the end of its log', async () => {
  const lifetime = openLifetime();
  const server = lifetime.serve('loud', ['/bin/sh', '-c', 'echo one; echo two >&2; exit 3']);
  assert.is(await server.ended, 'loud ended with 3\none\ntwo');
  await lifetime.close();
});

test('a server that is started again does not end with what the first one said', async () => {
  const lifetime = openLifetime();
  assert.is(
    await lifetime.serve('again', ['/bin/sh', '-c', 'echo one']).ended,
    'again ended with 0\none',
  );
  assert.is(
    await lifetime.serve('again', ['/bin/sh', '-c', 'echo two']).ended,
    'again ended with 0\ntwo',
  );
  await lifetime.close();
});

test('what is launched while the others end, ends too', async () => {
  const lifetime = openLifetime();
  const started = lifetime.launch(['/bin/sh', '-c', stubborn], plain(lifetime.folder));
  await shellPids(started);
  const closing = lifetime.close();
  const late = lifetime.launch(['/bin/sh', '-c', 'exec sleep 1000'], plain('/'));
  await closing;
  assert.not.ok(isRunning(late.pid!));
});

test('nothing can be started once the folder is gone', async () => {
  const lifetime = openLifetime();
  const witness = `${lifetime.folder}.witness`;
  await lifetime.close();
  const late = lifetime.launch(['/bin/sh', '-c', 'echo ran > "$0"', witness], plain('/'));
  const [code] = await once(late, 'exit');
  assert.is.not(code, 0);
  assert.not.ok(existsSync(witness));
});

test('a relative folder for temporary files is one of this process, not of the guard', async () => {
  const here = withTemporaryFolder('.', openLifetime);
  assert.is(dirname(here.folder), process.cwd());
  await here.close();
  assert.not.ok(existsSync(here.folder));
});

test('where no folder can be made, that folder is named', () => {
  let message = '';
  try {
    withTemporaryFolder('/nowhere', openLifetime);
  } catch (error) {
    ({ message } = error as Error);
  }
  assert.is(message, 'making a folder for temporary files in /nowhere');
});

for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
  test(`an owner ended by ${signal} leaves no process and no folder`, async () => {
    const owner = spawn(process.execPath, ['--import', 'tsx', child], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(owner.stdout, 'data');
    const { folder, pids } = JSON.parse(String(line)) as { folder: string; pids: number[] };
    assert.equal(pids.map(isRunning), [true, true]);
    owner.kill(signal);
    await until(
      'processes and folder are gone',
      async () => !(pids.some(isRunning) || existsSync(folder) || existsSync(`${folder}.gone`)),
    );
  });
}

function withTemporaryFolder<T>(folder: string, use: () => T): T {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    return use();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

function plain(cwd: string) {
  return { env: { PATH: process.env.PATH ?? '' }, cwd, stdout: 'pipe', stderr: 'pipe' } as const;
}

async function shellPids(process: ChildProcess): Promise<readonly number[]> {
  const [line] = await once(process.stdout!, 'data');
  return String(line).trim().split(' ').map(Number);
}

test.run();
