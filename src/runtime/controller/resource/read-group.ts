import { isObject } from '../../../model/json.ts';
import { parseQuantity, type Quantity } from '../../../model/quantity.ts';
import { at, complain, count, type Field, only, optional, type Problem, text } from './field.ts';
import type { Group, GroupObject } from './group.ts';

/** What was made of a resource. With problems its pools are left as they are, and it says so. */
export type ReadGroup =
  | { readonly ok: true; readonly group: Group }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a CapacityGroup; total, whatever is in it. */
export function readGroup(object: GroupObject): ReadGroup {
  const problems: Problem[] = [];
  const spec: Field = { name: 'spec', value: object.spec, problems };
  only(spec, ['quota', 'priorityClass', 'priorityLevels']);
  const { name, namespace = '', uid = '', generation = 0 } = object.metadata;
  const priorityLevels = optional(at(spec, 'priorityLevels'), (field) => count(field, 1));
  const group: Group = {
    id: `${namespace}/${name}`,
    namespace,
    name,
    uid,
    generation,
    quota: readQuota(at(spec, 'quota')),
    priorityClass: text(at(at(spec, 'priorityClass'), 'name')),
    ...(priorityLevels !== undefined && { priorityLevels }),
  };
  return problems.length === 0 ? { ok: true, group } : { ok: false, problems };
}

/** By the names that a ResourceQuota has for what the policy calls `cpu`, `limits.memory` or `extended`. */
function readQuota(field: Field): ReadonlyMap<string, Quantity> {
  only(field, ['cpu', 'memory', 'pods', 'limits', 'extended']);
  const limits = at(field, 'limits');
  if (limits.value !== undefined) only(limits, ['cpu', 'memory']);
  const extended = at(field, 'extended');
  const written: readonly (readonly [string, Field])[] = [
    ['requests.cpu', at(field, 'cpu')],
    ['requests.memory', at(field, 'memory')],
    ['pods', at(field, 'pods')],
    ['limits.cpu', at(limits, 'cpu')],
    ['limits.memory', at(limits, 'memory')],
    ...keysOf(extended).map((name) => [`requests.${name}`, at(extended, name)] as const),
  ];
  const quota = new Map<string, Quantity>();
  for (const [name, one] of written) {
    const amount = optional(one, readAmount);
    if (amount !== undefined) quota.set(name, amount);
  }
  if (quota.size === 0 && isObject(field.value)) {
    complain(field, 'must hold at least one amount', undefined);
  }
  return quota;
}

function keysOf(field: Field): readonly string[] {
  if (field.value === undefined) return [];
  if (!isObject(field.value)) return complain(field, 'must be an object', []);
  return Object.keys(field.value);
}

function readAmount(field: Field): Quantity | undefined {
  const { value } = field;
  const amount =
    typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined;
  return amount ?? complain(field, 'must be an amount such as 500m or 60Gi', undefined);
}
