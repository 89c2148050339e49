import { formatAmount, type Quantity } from '../model/quantity.ts';
import type { WorkerPool } from '../model/worker-pool.ts';

/** What a pool asks for at its maximum, in billionths of the resource's unit. */
export function peakOf({ scaling, worker }: WorkerPool, resource: 'cpu' | 'memory'): bigint {
  const request: Quantity | undefined =
    worker.requests.get(resource) ?? worker.limits.get(resource);
  return BigInt(scaling.max) * (request?.nano ?? 0n);
}

/** The peak for people; a dash where the pool asks for nothing. */
export function formatPeak(nano: bigint, resource: 'cpu' | 'memory'): string {
  return nano === 0n ? '–' : formatAmount(nano, resource);
}
