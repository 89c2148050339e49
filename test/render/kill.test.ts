import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderAll } from '../../src/render/files.ts';
import { compareTree, writeTree } from '../../src/render/write.ts';
import { failingDisk } from './failing-disk.ts';
import { contents, inFolder, put } from './folder.ts';
import { pools } from './manifests.ts';

const budget = { deletions: 'budget' } as const;
const before = renderAll([{ name: 'e', manifests: pools('a', 'b') }], '0.1');
const after = renderAll([{ name: 'e', manifests: pools('b', 'c') }], '0.1');

/** Which tree lies there: never a mixture. */
function whole(dist: string): 'old' | 'new' | 'absent' {
  const found = JSON.stringify(contents(dist));
  if (found === undefined) return 'absent';
  if (found === JSON.stringify(Object.fromEntries(before))) return 'old';
  assert.is(found, JSON.stringify(Object.fromEntries(after)));
  return 'new';
}

/** What must hold wherever a run was stopped: `compareTree` finds one whole tree, and the next run finishes. */
function heals(dist: string): void {
  const difference = compareTree(dist, after);
  const state = whole(dist);
  assert.is.not(state, 'absent');
  assert.is(difference.unchanged.length, state === 'new' ? after.size : 1);
  finishes(dist);
}

function finishes(dist: string): void {
  writeTree(dist, after, budget);
  assert.is(whole(dist), 'new');
  assert.equal(readdirSync(join(dist, '..')), ['dist'], 'no litter');
}

/** Calls `attempt` with 1, 2, 3 … until it says that the run was not stopped any more. */
async function untilItSurvives(
  attempt: (at: number, folder: string) => Promise<boolean>,
): Promise<number> {
  for (let at = 1; at < 1_000; at += 1) {
    let survived = false;
    await inFolder(async (folder) => {
      survived = await attempt(at, folder);
    });
    if (survived) return at;
  }
  throw new Error('it never survived');
}

function stops(work: () => void): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

test('a process killed at any call on the disk leaves the old tree or the new one', () =>
  inFolder(async (workshop) => {
    const child = join(workshop, 'child.mjs');
    const filesJson = join(workshop, 'files.json');
    await build({
      entryPoints: ['test/render/kill-child.ts'],
      outfile: child,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    writeFileSync(filesJson, JSON.stringify([...after]));
    const states: ReturnType<typeof whole>[] = [];
    const killedAt = async (at: number): Promise<boolean> => {
      const folder = join(workshop, `${at}`);
      const dist = join(folder, 'dist');
      put(dist, before);
      const [code, signal] = await once(
        spawn(process.execPath, [child, dist, filesJson, `${at}`], { stdio: 'inherit' }),
        'exit',
      );
      assert.ok(code === 0 || signal === 'SIGKILL', `exit code ${code}`);
      states[at] = whole(dist);
      heals(dist);
      return signal === null;
    };
    let at = 1;
    while (!(await Promise.all([at, at + 1, at + 2].map(killedAt))).includes(true)) at += 3;
    const rounds = states.slice(1);
    assert.ok(rounds.length > 50, `${rounds.length} calls`);
    assert.is(rounds.filter((state) => state === 'absent').length, 1, 'one instant without a tree');
    assert.is(rounds[0], 'old');
    assert.is(rounds.at(-1), 'new');
    const order = rounds.join(' ');
    assert.match(order, /^(old )+absent( new)+$/);
  }));

test('a first write that is killed leaves no tree, and the next one makes it', async () => {
  await untilItSurvives(async (at, folder) => {
    const dist = join(folder, 'dist');
    const stopped = stops(() => writeTree(dist, after, budget, failingDisk(at, 'onwards')));
    const state = whole(dist);
    assert.ok(state === 'absent' || state === 'new');
    compareTree(dist, after);
    assert.is(whole(dist), state);
    finishes(dist);
    return !stopped;
  });
});

test('a recovery that is killed as well, at any call, is finished by the next one', async () => {
  const calls = await untilItSurvives(async (at, folder) => {
    const dist = join(folder, 'dist');
    put(dist, before);
    return !stops(() => writeTree(dist, after, budget, failingDisk(at, 'onwards')));
  });
  for (let first = 1; first < calls; first += 1) {
    await inFolder(async (folder) => {
      const start = join(folder, 'start');
      put(join(start, 'dist'), before);
      stops(() => writeTree(join(start, 'dist'), after, budget, failingDisk(first, 'onwards')));
      for (let second = 1 + (first % 13), stopped = true; stopped; second += 13) {
        assert.ok(second < 1_000, 'it never survived');
        const dist = join(folder, `${second}`, 'dist');
        mkdirSync(join(folder, `${second}`));
        cpSync(start, join(folder, `${second}`), { recursive: true, verbatimSymlinks: true });
        stopped = stops(() => writeTree(dist, after, budget, failingDisk(second, 'onwards')));
        whole(dist);
        heals(dist);
      }
    });
  }
});

test('a disk that fails once leaves the old tree or the new one, and no staging folder', async () => {
  await untilItSurvives(async (at, folder) => {
    const dist = join(folder, 'dist');
    put(dist, before);
    const failed = stops(() => writeTree(dist, after, budget, failingDisk(at, 'once')));
    assert.is.not(whole(dist), 'absent');
    const litter = readdirSync(folder).filter(
      (name) => name !== 'dist' && name !== '.dist.roster-lock',
    );
    assert.equal(litter, []);
    heals(dist);
    return !failed;
  });
});

test.run();
