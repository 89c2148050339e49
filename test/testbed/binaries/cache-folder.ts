import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder below which the testbed keeps what it built, for one user of one machine; it may not exist yet. */
export function cacheFolder(name: string): string {
  const { XDG_CACHE_HOME = '' } = process.env;
  const caches =
    process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Caches')
      : isAbsolute(XDG_CACHE_HOME) // the specification has a relative one ignored
        ? XDG_CACHE_HOME
        : join(homedir(), '.cache');
  return join(caches, 'roster', 'testbed', name);
}
