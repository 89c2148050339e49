import type { Scaling } from '../model/scaling.ts';
import type { Instant, Millis } from '../model/units.ts';
import type { Intervention } from './intervention.ts';
import type { PoolMemory } from './memory.ts';
import type { Observation } from './observation.ts';

/** All that a decision about one pool depends on, as plain JSON: a decision can be stored and made again. */
export interface PoolInput {
  /** `namespace/name`; decides ties, so that no order of input matters. */
  readonly id: string;
  readonly scaling: Scaling<unknown>;
  /** `spec.replicas` of its Deployment now. */
  readonly current: number;
  readonly ready: number;
  /** Of its signal; of the nodes for mode `perNode` (`units` is their number); empty for modes that need none. */
  readonly observation: Observation;
  /** Workers that are known to have work; 0 where nobody says. They are never taken while others are there. */
  readonly busy: number;
  /** `undefined` where nobody says who is idle: then any worker may go. Else at most so many are taken at once. */
  readonly idle?: number;
  /** Pods of it that are going: they count against the group's quota until they are gone. */
  readonly terminating: number;
  readonly intervention?: Intervention;
  /** From the creation of a worker until it is ready, in nine of ten cases; a deadline has so much less time. */
  readonly startUp?: Millis;
  /** Oasis' switch: models of FIXED_WORKERS keep their workers while they are idle. Absent: off. */
  readonly neverShutdownFixedWorkers?: boolean;
  readonly memory: PoolMemory;
}

/** The two clocks of a decision. */
export interface Now {
  /** Never jumps and never runs backwards: ages and holds are measured on it, and samples carry it. */
  readonly now: Instant;
  /** The time of day, for windows, deadlines by a time of day and the expiry of interventions; it may jump. */
  readonly wall: Instant;
}
