import fs from 'node:fs';
import type { Disk } from '../../src/render/disk.ts';

/** The real disk, with `before` called before every call on it, counted from 1. */
export function countingDisk(before: (call: number, name: string) => void): Disk {
  let call = 0;
  return new Proxy(fs, {
    get(target, name: keyof Disk) {
      const original = target[name] as (...parameters: readonly unknown[]) => unknown;
      return (...parameters: readonly unknown[]) => {
        call += 1;
        before(call, name);
        return original.apply(target, parameters as unknown[]);
      };
    },
  }) as Disk;
}

/** A disk that one call fails on: `once`, or from then `onwards`, which is what a killed process looks like from the disk. */
export function failingDisk(at: number, how: 'once' | 'onwards'): Disk {
  return countingDisk((call, name) => {
    if (call !== at && !(how === 'onwards' && call > at)) return;
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC' });
  });
}
