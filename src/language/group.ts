import type { CapacityGroup } from '../model/capacity-group.ts';
import type { JsonObject } from '../model/json.ts';
import type { Quantity } from '../model/quantity.ts';
import type { Identity } from '../model/worker-pool.ts';
import { quantitiesAsText } from './crd/quantities-as-text.ts';
import type { Context } from './place.ts';
import type { WrittenGroup } from './schema/capacity-group.ts';
import { readQuantity } from './values/values.ts';

/** Reads a CapacityGroup whose merged spec has passed its schema. */
export function readGroup(
  context: Context,
  identity: Identity,
  written: WrittenGroup,
): CapacityGroup {
  const { priorityClass = {} } = written;
  const { document, layers } = context;
  return {
    kind: 'CapacityGroup',
    ...identity,
    quota: readQuota(context, written.quota),
    priorityClass: {
      // a namespace holds no dot, so no two groups ever come to the same name
      name: priorityClass.name ?? `${identity.namespace}.${identity.name}`,
      value: priorityClass.value ?? 0,
      preemption: priorityClass.preemption ?? 'Never',
    },
    written: quantitiesAsText('CapacityGroup', written as unknown as JsonObject),
    provenance: {
      document,
      layers,
      derived:
        priorityClass.name === undefined
          ? { 'priorityClass.name': { from: 'derived', rule: 'group-priority-class', inputs: [] } }
          : {},
    },
  };
}

function readQuota(
  context: Context,
  written: WrittenGroup['quota'],
): ReadonlyMap<string, Quantity> {
  const { cpu, memory, pods, limits = {}, extended = {} } = written;
  const entries: readonly (readonly [
    name: string,
    path: readonly string[],
    value: string | number | undefined,
  ])[] = [
    ['requests.cpu', ['cpu'], cpu],
    ['requests.memory', ['memory'], memory],
    ['pods', ['pods'], pods],
    ['limits.cpu', ['limits', 'cpu'], limits.cpu],
    ['limits.memory', ['limits', 'memory'], limits.memory],
    ...Object.entries(extended).map(
      ([name, value]) => [`requests.${name}`, ['extended', name], value] as const,
    ),
  ];
  const quota = new Map<string, Quantity>();
  for (const [name, path, value] of entries) {
    if (value !== undefined) quota.set(name, readQuantity(context, ['quota', ...path], value));
  }
  return quota;
}
