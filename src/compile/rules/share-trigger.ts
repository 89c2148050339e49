import type { WorkerPool } from '../../model/worker-pool.ts';
import { select } from './promql.ts';
import { wantedRecord } from './roster-share.ts';
import { upstreamRecord } from './upstream-share.ts';

/** What KEDA's Prometheus trigger of a share pool asks, and whom; its answer is a number of workers. */
export interface ShareTrigger {
  readonly query: string;
  readonly serverAddress: string;
}

/** Finds the trigger of a share pool that KEDA scales; Roster's query names namespace and pool, upstream's nothing. */
export function shareTrigger({ name, namespace, scaling: { demand } }: WorkerPool): ShareTrigger {
  if (demand.mode !== 'share' || demand.prometheus === undefined) {
    throw new Error(`pool ${namespace}/${name} has no share that a Prometheus server knows`);
  }
  const query =
    demand.formula === 'roster'
      ? select(wantedRecord, { namespace, pool: name })
      : `${upstreamRecord(name)}{}`;
  return { query, serverAddress: demand.prometheus.url };
}
