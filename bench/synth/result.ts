import type { Machine } from '../machine.ts';
import type { Run } from '../measure.ts';
import type { Name } from './contenders.ts';

/** What is kept of a benchmark; numbers are medians. */
export interface Result {
  readonly machine: Machine;
  readonly helmVersion: string;
  readonly method: string;
  readonly isMemory: boolean;
  readonly sizes: readonly Size[];
}

export interface Size {
  readonly pools: number;
  readonly objects: number;
  readonly compared: number;
  readonly policyBytes: number;
  readonly rounds: number;
  readonly runs: Readonly<Partial<Record<Name, Summary>>>;
}

export interface Summary extends Run {
  readonly fastestSeconds: number;
  readonly slowestSeconds: number;
}

/** The faster of helm's two ways: to standard output, and to files. */
export function fasterHelm({ runs }: Size): Summary | undefined {
  const ways = [runs.helm, runs['helm-files']].filter((one) => one !== undefined);
  return ways.toSorted((a, b) => a.wallSeconds - b.wallSeconds)[0];
}
