import { isObject } from '../../src/model/json.ts';

type Fields = Readonly<Record<string, unknown>>;

/** RFC 7386: `null` takes away, objects are merged, everything else is replaced. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/**
 * Server-side apply of one manager, simplified: what it applied before and leaves out now goes, what it applies stands,
 * what others wrote stays. Lists are replaced whole but `conditions`, whose items are told by their type.
 */
export function applyPatch(current: unknown, before: unknown, applied: unknown, key = ''): unknown {
  if (Array.isArray(applied) && key === 'conditions') {
    const [was, had, has] = [current, before, applied].map(byType);
    return Object.values(applyPatch(was, had, has) as Fields);
  }
  if (!isObject(applied)) return applied;
  const result = without(current, before, applied);
  for (const [name, value] of Object.entries(applied)) {
    const earlier = isObject(before) ? before[name] : undefined;
    result[name] = applyPatch(result[name], earlier, value, name);
  }
  return result;
}

function without(current: unknown, before: unknown, applied: Fields): Record<string, unknown> {
  const result: Record<string, unknown> = isObject(current) ? { ...current } : {};
  if (!isObject(before)) return result;
  for (const name of Object.keys(before)) if (!(name in applied)) delete result[name];
  return result;
}

function byType(list: unknown): Fields {
  const items = Array.isArray(list) ? list.filter(isObject) : [];
  return Object.fromEntries(items.map((item) => [String(item.type), item]));
}
