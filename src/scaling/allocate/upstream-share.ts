import { plainNumber } from '../../model/quantity.ts';

/**
 * How many whole workers fit into the tightest ResourceQuota, as HyperFlow's rules count them: the least of
 * floor(hard ÷ request) over `requests.cpu` and `requests.memory` of all quotas, each in doubles, so that 1.2 cores hold
 * two workers of 0.4 and not three. `undefined` where no quota names either: then the rule has no sample.
 * What other pods use of the quota does not count. Amounts in billionths; an absent request is 0, which fits infinitely often.
 */
export function upstreamFit(
  quotas: readonly ReadonlyMap<string, bigint>[],
  request: ReadonlyMap<string, bigint>,
): number | undefined {
  const quotients = quotas.flatMap((quota) =>
    ['requests.cpu', 'requests.memory'].flatMap((resource) => {
      const hard = quota.get(resource);
      return hard === undefined ? [] : [asDouble(hard) / asDouble(request.get(resource) ?? 0n)];
    }),
  );
  if (quotients.length === 0) return undefined;
  // PromQL's `min` gives NaN only where all are; 0 ÷ 0 is one.
  const numbers = quotients.filter((quotient) => !Number.isNaN(quotient));
  return numbers.length === 0 ? Number.NaN : Math.floor(Math.min(...numbers));
}

/**
 * The recording rule of HyperFlow's chart: nine tenths of what fits, by the pool's part of all messages of the broker,
 * rounded up, with its order of operations and its faults (no cap by the queue, more than a whole share where the total
 * lags). `messages` are ready and unacknowledged, `undefined` is no series.
 */
export function chartShare(
  messages: number | undefined,
  total: number | undefined,
  fit: number | undefined,
): number | undefined {
  if (fit === undefined) return undefined;
  return Math.ceil(((0.9 * (messages ?? 0)) / Math.max(total ?? 1, 1)) * fit);
}

/**
 * The recording rule of the fork of 2025: the whole of what fits, by the queue's part of the sum over all queues, rounded
 * up, and never more than there are messages. Without a queue it has no sample.
 */
export function forkShare(
  messages: number | undefined,
  total: number | undefined,
  fit: number | undefined,
): number | undefined {
  if (fit === undefined || messages === undefined) return undefined;
  return Math.min(Math.ceil((messages / Math.max(total ?? 1, 1)) * fit), messages);
}

/**
 * The workers that KEDA comes to rest at from none by such a metric, its tolerance left aside: none, infinite, NaN and 0
 * are "not active", which is the minimum.
 */
export function upstreamWorkers(
  metric: number | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  if (metric === undefined || !Number.isFinite(metric) || metric <= 0) return min;
  return Math.min(max, Math.max(metric, min, 1));
}

// By way of its decimals: a bigint of billionths would be rounded twice.
function asDouble(nano: bigint): number {
  return Number(plainNumber({ text: '', nano }));
}
