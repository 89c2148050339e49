import { compareText } from '../../model/order.ts';
import type { GroupInput } from '../group-input.ts';

/** Amounts by resource, in billionths. */
export type Amounts = ReadonlyMap<string, bigint>;

/** A group's quota in numbers. */
export interface Quota {
  /** What its pools may use together: without what others take, never below zero. */
  readonly open: Amounts;
  /** All of it. */
  readonly whole: Amounts;
  readonly others: Amounts;
  /** What one worker of a pool takes. */
  readonly requestOf: (id: string) => Amounts;
}

/** Reads the amounts of a group. A limit that cannot be read limits nothing here: the API server still enforces its own. */
export function readQuota({ quota, requests, others }: GroupInput): Quota {
  const whole = read(quota);
  const taken = read(others);
  const byPool = new Map(Object.entries(requests).map(([id, request]) => [id, read(request)]));
  const open = [...whole].map(([resource, amount]) => {
    const left = amount - (taken.get(resource) ?? 0n);
    return [resource, left > 0n ? left : 0n] as const;
  });
  const nothing: Amounts = new Map();
  return {
    open: new Map(open),
    whole,
    others: taken,
    requestOf: (id) => byPool.get(id) ?? nothing,
  };
}

function read(written: Readonly<Record<string, string>>): Amounts {
  const amounts = Object.entries(written)
    .filter(([, amount]) => /^\d{1,60}$/.test(amount))
    .map(([resource, amount]) => [resource, BigInt(amount)] as const)
    .sort(([a], [b]) => compareText(a, b));
  return new Map(amounts);
}
