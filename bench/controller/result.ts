import type { Machine } from '../machine.ts';
import type { Counts } from './requests.ts';

/** What is kept of the benchmark. */
export interface Result {
  readonly machine: Machine;
  readonly sizes: readonly Size[];
  /** Absent where there is no control plane on the machine. */
  readonly rivals?: Rivals;
}

export interface Size {
  readonly pools: number;
  readonly decision: DecisionPass;
  /** Absent for many pools: what is asked grows as they do. */
  readonly controlled?: ControlledRun;
  readonly live: LiveRuns;
}

/** Deciding about all pools once: pure arithmetic, nothing read and nothing written. */
export interface DecisionPass {
  readonly passes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What was asked while a clock was moved by hand. */
export interface ControlledRun {
  readonly starting: Counts;
  readonly idleMinutes: number;
  readonly idle: Counts;
  readonly changeMinutes: number;
  /** Signals that changed in that time. */
  readonly changes: number;
  readonly change: Counts;
}

/** The controller in a process of its own before an API server that stands in for a real one. */
export interface LiveRuns {
  /** Requests a second that it allows itself: as shipped for up to 1,000 pools. */
  readonly perSecond: number;
  readonly pushed: Run;
  /** The same pools with a Prometheus that is asked for each signal; measured at 1,000. */
  readonly polled?: Run;
}

export interface Latency {
  readonly changes: number;
  readonly unanswered: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Of all that were answered. */
  readonly sortedMs: readonly number[];
}

/** What was asked of the API server in one phase, and what it took; Leases are counted apart. */
export interface Phase {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly reads: number;
  readonly writes: number;
  readonly leases: number;
  readonly counts: Counts;
}

export interface Run {
  readonly settling: Phase;
  readonly idle: Phase;
  readonly changing: Phase & { readonly latency: Latency };
  readonly burst?: Phase & { readonly latency: Latency };
  readonly residentBytes: number;
  readonly peakBytes: number;
  readonly heapBytes?: number;
}

/** Everybody who was measured at the same real API server. */
export interface Rivals {
  readonly pools: number;
  readonly rows: readonly RivalRow[];
}

export interface RivalRow {
  readonly title: string;
  /** Short, for a line of the plot. */
  readonly label: string;
  readonly isOurs: boolean;
  /** Ours with a pushed signal and no setting changed: what is held against the rival. */
  readonly isShipped?: boolean;
  readonly run: Run;
}
