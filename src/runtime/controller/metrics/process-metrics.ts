import { readdir, readFile } from 'node:fs/promises';
import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { Counter, Gauge, type Registry } from 'prom-client';

/**
 * Registers what every exporter tells of its process, by the names that client libraries agree on. Values are read when they
 * are asked for: nothing runs between two scrapes, other than with the library's own set. Where there is no `/proc`, what
 * comes from there is NaN.
 */
export function registerProcessMetrics(registry: Registry): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number | Promise<number>) => {
    const collect = async () => made.set(await read());
    const made: Gauge = new Gauge({ name, help, registers, collect });
  };
  gauge('process_start_time_seconds', 'Start of the process, in seconds since 1970.', () =>
    Math.round(performance.timeOrigin / 1_000),
  );
  gauge('process_resident_memory_bytes', 'Memory that the process has.', async () => {
    return 1_024 * (await numberIn('status', /^VmRSS:\s+(\d+) kB/m));
  });
  gauge('process_open_fds', 'Open files and sockets.', countOpenFiles);
  gauge('process_max_fds', 'Files and sockets that may be open.', () =>
    numberIn('limits', /^Max open files\s+(\d+)/m),
  );
  gauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript that is in use.', () => {
    return getHeapStatistics().used_heap_size;
  });
  gauge('nodejs_external_memory_bytes', 'Memory of buffers outside of the heap.', () => {
    return getHeapStatistics().external_memory;
  });
  gauge('nodejs_eventloop_utilization', 'Share of the time not spent waiting.', createBusyShare());
  const cpu: Counter = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time of the process.',
    registers,
    collect: async () => {
      const [user, system] = await Promise.all([cpuTime(0), cpuTime(1)]);
      cpu.reset();
      if (Number.isFinite(user + system)) cpu.inc((user + system) / ticks);
    },
  });
}

/** Linux counts processor time in hundredths of a second, on every architecture. */
const ticks = 100;

/** The 14th and 15th field; the second is a name that may hold anything but ends with the last bracket. */
function cpuTime(index: 0 | 1): Promise<number> {
  const before = 11 + index;
  return numberIn('stat', new RegExp(`\\)(?: \\S+){${before}} (\\d+) [^)]*$`));
}

async function numberIn(file: string, pattern: RegExp): Promise<number> {
  const text = await readFile(`/proc/self/${file}`, 'utf8').catch(() => '');
  return Number(pattern.exec(text)?.[1] ?? Number.NaN);
}

async function countOpenFiles(): Promise<number> {
  const files = await readdir('/proc/self/fd').catch(() => undefined);
  // one of them was the folder that is read
  return files === undefined ? Number.NaN : files.length - 1;
}

/** Since the last time it was asked; the first time, since the start. */
function createBusyShare(): () => number {
  let before: EventLoopUtilization | undefined;
  return () => {
    const { utilization } = performance.eventLoopUtilization(before);
    before = performance.eventLoopUtilization();
    return utilization;
  };
}
