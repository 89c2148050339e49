import type { Instant } from '../../model/units.ts';
import type { Observation } from '../../scaling/observation.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Drain } from './act/drain.ts';
import type { Writes } from './act/writes.ts';
import type { Claims } from './cell/gather-group.ts';
import type { Memories } from './cell/memories.ts';
import type { Node } from './cell/objects.ts';
import type { World } from './cell/world.ts';
import type { Ledger } from './ledger.ts';
import type { ControllerMetrics } from './metrics/controller-metrics.ts';
import type { GroupSeries } from './metrics/group-series.ts';
import type { PoolSeries } from './metrics/pool-series.ts';
import type { Sayer } from './status/create-sayer.ts';

/** All that reconciling takes from outside. */
export interface ReconcilerParts {
  readonly clock: Clock;
  readonly log: Log;
  /** By namespace. */
  readonly worlds: ReadonlyMap<string, World>;
  /** All nodes, and since when that is not known any better; `undefined` while they have not been read. */
  readonly nodes: () => Nodes | undefined;
  readonly observe: (key: string) => Observation;
  /** Whether this process leads and may write at this very moment. */
  readonly mayWrite: () => boolean;
  readonly writes: Writes;
  readonly sayer: Pick<Sayer, 'say' | 'forget'>;
  readonly claims: Claims;
  readonly memories: Memories;
  readonly ledger: Ledger;
  readonly metrics: ControllerMetrics;
  readonly poolSeries: PoolSeries;
  readonly groupSeries: GroupSeries;
  /** Absent: whoever Kubernetes chooses goes, as with `victims: any`. */
  readonly drain?: Drain;
}

/** The nodes as their informer has them. */
export interface Nodes {
  readonly all: readonly Node[];
  /** Set while list and watch fail. */
  readonly staleSince: Instant | undefined;
}
