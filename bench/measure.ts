import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './cache.ts';

/** What one run of a program took, from before it was started until it was gone. */
export interface Run {
  readonly wallSeconds: number;
  /** User and system. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

const GNU_TIME = '/usr/bin/time';
const report = join(cache, 'time-report');
const hasTime = existsSync(GNU_TIME);

/** How CPU time and memory are found out, for the reader of the results. */
export const method = hasTime
  ? 'CPU time and peak memory are what the kernel counted for the process (GNU time)'
  : 'CPU time and peak memory were read from /proc every 10 ms, so up to 10 ms at the end are missed';

/** Runs a program to its end, its standard output thrown away. Throws with what it said when it fails. */
export async function measure(words: readonly string[]): Promise<Run> {
  const [command = '', ...rest] = hasTime
    ? [GNU_TIME, '-f', '%U %S %M', '-o', report, ...words]
    : words;
  const before = performance.now();
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  const sample = hasTime ? readReport : watch(child);
  await ended(child, words);
  const wallSeconds = (performance.now() - before) / 1000;
  return { wallSeconds, ...sample() };
}

function ended(child: ChildProcess, words: readonly string[]): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${words.join(' ')} ended with ${code}:\n${said.slice(0, 2000)}`));
    });
  });
}

type Used = Omit<Run, 'wallSeconds'>;

function readReport(): Used {
  const [user, system, kibibytes] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  if (user === undefined || system === undefined || kibibytes === undefined)
    throw new Error(`${GNU_TIME} is not GNU time`);
  return { cpuSeconds: user + system, peakBytes: kibibytes * 1024 };
}

/** Both numbers only ever grow, so the last sample is the nearest. */
function watch(child: ChildProcess): () => Used {
  let last: Used = { cpuSeconds: 0, peakBytes: 0 };
  const timer = setInterval(() => {
    last = sampleOf(child.pid ?? 0) ?? last;
  }, 10);
  child.on('close', () => clearInterval(timer));
  return () => last;
}

const TICKS_PER_SECOND = 100;

function sampleOf(pid: number): Used | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    // After the name, which may hold blanks; utime and stime are fields 14 and 15, the state is field 3.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    if (peak === undefined) return undefined; // the process has ended and is not collected yet
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuSeconds: ticks / TICKS_PER_SECOND, peakBytes: Number(peak) * 1024 };
  } catch {
    return undefined;
  }
}
