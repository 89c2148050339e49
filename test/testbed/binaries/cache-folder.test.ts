import { homedir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cacheFolder } from './cache-folder.ts';

const test = suite('the cache folder');
const onLinux = process.platform !== 'darwin';
const usual = onLinux ? join(homedir(), '.cache') : join(homedir(), 'Library', 'Caches');

const cases = [
  { name: 'is below XDG_CACHE_HOME', set: '/caches', caches: onLinux ? '/caches' : usual },
  { name: 'is in the home folder without it', set: undefined, caches: usual },
  { name: 'is in the home folder when it is empty', set: '', caches: usual },
  { name: 'is in the home folder when it is relative', set: 'caches', caches: usual },
];
for (const { name, set, caches } of cases) {
  test(name, () => {
    const { XDG_CACHE_HOME } = process.env;
    setOrDelete(set);
    try {
      assert.is(cacheFolder('build'), join(caches, 'roster', 'testbed', 'build'));
    } finally {
      setOrDelete(XDG_CACHE_HOME);
    }
  });
}

function setOrDelete(value: string | undefined): void {
  if (value === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = value;
}

test.run();
