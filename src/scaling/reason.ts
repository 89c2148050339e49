import type { Instant, Millis } from '../model/units.ts';

/**
 * Why a pool has the number of workers it has: one for each rule that had a say. Plain JSON. `until` is the time of day,
 * except for rule `hold`, which ends on the clock that never jumps.
 */
export type Reason =
  // what the mode asks for
  | { readonly rule: 'fixed'; readonly workers: number }
  | { readonly rule: 'manual'; readonly workers: number }
  | { readonly rule: 'idle'; readonly units: number; readonly workers: number }
  | { readonly rule: 'busy'; readonly units: number; readonly workers: number }
  | {
      readonly rule: 'backlog';
      readonly units: number;
      readonly unitsPerWorker: number;
      readonly workers: number;
    }
  | { readonly rule: 'share'; readonly units: number; readonly workers: number }
  | { readonly rule: 'nodes'; readonly nodes: number; readonly workers: number }
  | {
      readonly rule: 'platform';
      readonly strategy: string;
      readonly analyses: number;
      readonly tasks: number;
      readonly workers: number;
    }
  | { readonly rule: 'platformSettings'; readonly problem: string; readonly workers: number }
  | {
      readonly rule: 'deadline';
      readonly units: number;
      /** How many of them should have been done at an earlier time of day, `until`; absent: none. */
      readonly late?: number;
      readonly serviceTime: Millis;
      readonly until: Instant;
      readonly workers: number;
      readonly verdict: Verdict;
    }
  | { readonly rule: 'serviceTimeUnknown'; readonly units: number; readonly workers: number }
  /** Somebody else moves the number: mode `utilization` is a HorizontalPodAutoscaler's. */
  | { readonly rule: 'notScaled'; readonly workers: number }
  // what holds it back
  | { readonly rule: 'starting'; readonly workers: number }
  | {
      readonly rule: 'stale';
      readonly age: Millis;
      readonly because: string;
      readonly workers: number;
    }
  | {
      readonly rule: 'lost';
      readonly age: Millis;
      readonly because: string;
      readonly fallback: 'hold' | 'workers' | 'atLeast';
      readonly workers: number;
    }
  | { readonly rule: 'window'; readonly bound: 'atLeast' | 'atMost'; readonly workers: number }
  | { readonly rule: 'min'; readonly wanted: number; readonly workers: number }
  | { readonly rule: 'max'; readonly wanted: number; readonly workers: number }
  | { readonly rule: 'hold'; readonly until: Instant; readonly workers: number }
  | {
      readonly rule: 'group';
      readonly resource: string;
      readonly wanted: number;
      readonly workers: number;
    }
  | { readonly rule: 'priority'; readonly priority: number; readonly workers: number }
  | { readonly rule: 'overQuota'; readonly resource: string; readonly workers: number }
  | { readonly rule: 'waitsForRoom'; readonly wanted: number; readonly workers: number }
  | {
      readonly rule: 'rate';
      readonly direction: 'up' | 'down';
      readonly wanted: number;
      readonly workers: number;
    }
  | { readonly rule: 'busyWorkers'; readonly busy: number; readonly workers: number }
  | {
      readonly rule: 'pin';
      readonly until: Instant;
      readonly because: string;
      readonly workers: number;
    }
  | {
      readonly rule: 'pause';
      readonly until: Instant;
      readonly because: string;
      readonly workers: number;
    };

/** Whether a backlog can be drained in time. */
export type Verdict =
  | { readonly verdict: 'feasible' }
  | { readonly verdict: 'needsMore'; readonly workers: number }
  | { readonly verdict: 'infeasible'; readonly earliest: Instant };
