import type { GroupDecision } from '../../src/scaling/group-decision.ts';
import type { GroupInput } from '../../src/scaling/group-input.ts';
import type { PoolInput } from '../../src/scaling/pool-input.ts';
import { poolInput, seen } from './pool-input.ts';

export const one = '1000000000';
export const billionths = (cores: number) => String(Math.round(cores * 1e9));

/** A group of so many cores, whose pools take one for each worker. */
export function group(cores: number, change: Partial<GroupInput> = {}): GroupInput {
  return {
    id: 'test/group',
    quota: { 'requests.cpu': billionths(cores) },
    requests: {
      a: { 'requests.cpu': one },
      b: { 'requests.cpu': one },
      c: { 'requests.cpu': one },
    },
    others: {},
    ...change,
  };
}

export function pool(id: string, units: number, change: Partial<PoolInput> = {}): PoolInput {
  return poolInput({ id, observation: seen(0, units), ...change });
}

/** How many workers each pool is to have. */
export function numbers({ decisions }: GroupDecision): Readonly<Record<string, number>> {
  return Object.fromEntries([...decisions].map(([id, { replicas }]) => [id, replicas]));
}
