import { readFileSync } from 'node:fs';

/** What a process has taken since its start, and holds now. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  readonly peakBytes: number;
}

const ticksPerSecond = 100;

/** Reads what the kernel counts of a process; needs Linux. */
export function usageOf(pid: number): Usage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  // After the name, which may hold blanks; utime and stime are fields 14 and 15, the state is field 3.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    residentBytes: kibibytes(status, 'VmRSS') * 1024,
    peakBytes: kibibytes(status, 'VmHWM') * 1024,
  };
}

function kibibytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
}
