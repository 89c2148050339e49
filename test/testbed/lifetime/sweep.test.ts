import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, put } from '../../cli/folder.ts';
import { noteKeepers, sweep } from './sweep.ts';

const test = suite('sweeping');
const dayMs = 24 * 3_600_000;
const dead = spawnSync('true').pid;

test('only folders with the prefix whose keepers are all dead are removed', () =>
  inFolder((parent) => {
    const folders = { 'x-alive': [process.pid], 'x-half': [dead, process.pid], 'x-dead': [dead] };
    for (const [name, pids] of Object.entries({ ...folders, 'y-dead': [dead] })) {
      put(parent, { [`${name}/file`]: '' });
      noteKeepers(join(parent, name), pids);
    }
    mkdirSync(join(parent, 'x-new'));
    sweep(parent, 'x-', Date.now());
    assert.equal(readdirSync(parent), ['x-alive', 'x-half', 'x-new', 'y-dead']);
  }));

test('a folder that has said nothing of its keepers for a day is removed', () =>
  inFolder((parent) => {
    put(parent, { 'x-half-removed/logs/etcd.log': '' });
    sweep(parent, 'x-', Date.now() + dayMs - 60_000);
    assert.equal(readdirSync(parent), ['x-half-removed']);
    sweep(parent, 'x-', Date.now() + dayMs + 60_000);
    assert.equal(readdirSync(parent), []);
  }));

test('what still runs in a dead folder is ended, a program that only has its number is not', () =>
  inFolder(async (parent) => {
    const folder = join(parent, 'x-dead');
    mkdirSync(folder);
    const orphan = spawn('sleep', ['1000'], { cwd: folder, detached: true });
    const stranger = spawn('sleep', ['1000'], { cwd: parent, detached: true });
    const ended = [orphan, stranger].map((child) => once(child, 'exit'));
    put(folder, { [`pids/${orphan.pid}`]: '', [`pids/${stranger.pid}`]: '' });
    noteKeepers(folder, [dead]);
    try {
      sweep(parent, 'x-', Date.now());
      if (existsSync('/proc')) assert.equal(await ended[0], [null, 'SIGKILL']);
      assert.is(stranger.exitCode ?? stranger.signalCode, null);
      assert.equal(readdirSync(parent), []);
    } finally {
      orphan.kill('SIGKILL');
      stranger.kill('SIGKILL');
      await Promise.all(ended);
    }
  }));

test.run();
