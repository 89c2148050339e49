import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, put } from '../../cli/folder.ts';
import { noteKeepers, sweep } from './sweep.ts';

const test = suite('sweeping');

test('only folders with the prefix whose keepers are all dead are removed', () =>
  inFolder(async (parent) => {
    const child = spawn('true');
    await once(child, 'exit');
    const dead = child.pid!;
    const folders = { 'x-alive': [process.pid], 'x-half': [dead, process.pid], 'x-dead': [dead] };
    for (const [name, pids] of Object.entries({ ...folders, 'y-dead': [dead] })) {
      put(parent, { [`${name}/file`]: '' });
      noteKeepers(join(parent, name), pids);
    }
    mkdirSync(join(parent, 'x-new'));
    sweep(parent, 'x-');
    assert.equal(readdirSync(parent), ['x-alive', 'x-half', 'x-new', 'y-dead']);
  }));

test.run();
