import { isObject, type Json } from '../../model/json.ts';
import { partOf } from '../import/part.ts';
import { priorityClass } from './template.ts';

/** Reads which pods a ResourceQuota counts, in the one way that a CapacityGroup has: by a PriorityClass. */
export function readScope(
  spec: Readonly<Record<string, Json>>,
  quota: string,
): { readonly name: string; readonly notes: readonly string[] } {
  const plain = Array.isArray(spec.scopes) ? spec.scopes : [];
  const expressions = partOf(spec, 'scopeSelector').matchExpressions;
  const all = Array.isArray(expressions) ? expressions.filter(isObject) : [];
  const byClass = all.find(
    ({ scopeName, operator, values }) =>
      scopeName === 'PriorityClass' &&
      operator === 'In' &&
      Array.isArray(values) &&
      values.length > 0,
  );
  const [name, ...more] = (byClass?.values ?? []) as readonly unknown[];
  const others = [
    ...plain,
    ...all.filter((one) => one !== byClass).map(({ scopeName }) => scopeName),
  ];
  const scopes = [...others.map(String), ...more.map((one) => `PriorityClass ${String(one)}`)];
  const counts = `its CapacityGroup counts the pods of PriorityClass ${typeof name === 'string' ? name : priorityClass} only`;
  const lost = `its scope ${scopes.join(', ')} has no counterpart`;
  if (typeof name === 'string') {
    return { name, notes: scopes.length === 0 ? [] : [`quota \`${quota}\`: ${lost}; ${counts}`] };
  }
  const before = scopes.length === 0 ? 'it counted every pod of the namespace' : lost;
  return { name: priorityClass, notes: [`quota \`${quota}\`: ${before}; ${counts}`] };
}
