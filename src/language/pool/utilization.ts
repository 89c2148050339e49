import type { Demand, Usage } from '../../model/scaling.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { readQuantity } from '../values/values.ts';

type Written = WrittenPool['scaling'];

/** Reads how much workers are to use on average; `undefined` when nothing says it, which is reported. */
export function readUtilization(context: Context, written: Written): Demand | undefined {
  const { cpu, memory } = written;
  if (cpu === undefined && memory === undefined) {
    complain(
      context,
      'missing-field',
      ['scaling', 'cpu'],
      (field) => `${field} or \`memory\` is required by mode \`utilization\``,
      { at: 'key' },
    );
    return undefined;
  }
  return {
    mode: 'utilization',
    ...(cpu && { cpu: readUsage(context, 'cpu', cpu) }),
    ...(memory && { memory: readUsage(context, 'memory', memory) }),
  };
}

function readUsage(
  context: Context,
  resource: 'cpu' | 'memory',
  { averageUtilization = 0, averageValue }: NonNullable<Written['cpu']>,
): Usage {
  if (averageValue === undefined) return { averageUtilization };
  const path = ['scaling', resource, 'averageValue'];
  const value = readQuantity(context, path, averageValue);
  if (value.nano === 0n) {
    complain(
      context,
      'wrong-value',
      path,
      (field) => `${field} must be more than nothing, got ${JSON.stringify(averageValue)}`,
    );
  }
  return { averageValue: value };
}
