import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { until } from '../../until.ts';

const test = suite('a killed owner');

const bench = new URL('bench.ts', import.meta.url).href;
// One that ignores SIGTERM, and one whose child does.
const owner = `
  const { onBench, shell } = await import(${JSON.stringify(bench)});
  await onBench(async ({ run, lifetime }) => {
    const all = await Promise.all([
      run(shell('trap "" TERM HUP; echo up; exec sleep 1000')),
      run(shell('(trap "" TERM HUP; exec sleep 1000) & echo up; wait')),
    ]);
    await Promise.all(all.map((one) => one.says('up')));
    console.log(lifetime.folder);
    for (;;) await run(shell('exec sleep 1000'));
  });
`;

test('leaves no process and no folder, even in the middle of starting more', async () => {
  const arguments_ = ['--import', 'tsx', '--input-type=module', '-e', owner];
  const child = spawn(process.execPath, arguments_, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let folder = '';
  for await (const line of createInterface(child.stdout)) {
    folder = line;
    break;
  }
  if (existsSync('/proc')) assert.ok(startedIn(folder).length >= 3, 'they are seen while they run');
  child.kill('SIGKILL');
  await ended;
  assert.match(folder, /roster-testbed-/);
  await until('its processes are gone', async () => startedIn(folder).length === 0);
  const places = [folder, `${folder}.gone`];
  await until('its folder is gone', async () => !places.some((place) => existsSync(place)));
});

/** The processes whose variables name a folder; where there is no /proc, none are seen. */
function startedIn(folder: string): string[] {
  return (existsSync('/proc') ? readdirSync('/proc') : []).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`=${folder}`);
    } catch {
      return false; // ended meanwhile, or nobody's business
    }
  });
}

test.run();
