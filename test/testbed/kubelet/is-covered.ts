/**
 * Whether an object already says all of what would be patched into it: null asks for absence, lists of conditions are
 * compared by their `type`, other lists item by item, and fields that are not asked for do not matter.
 */
export function isCovered(wanted: unknown, actual: unknown): boolean {
  if (wanted === null || wanted === undefined) return actual === null || actual === undefined;
  if (Array.isArray(wanted)) return isListCovered(wanted, Array.isArray(actual) ? actual : []);
  if (typeof wanted !== 'object') return wanted === actual;
  const fields = isRecord(actual) ? actual : {};
  return Object.entries(wanted).every(([name, value]) => isCovered(value, fields[name]));
}

function isListCovered(wanted: readonly unknown[], actual: readonly unknown[]): boolean {
  if (wanted.every(hasType)) {
    const byType = new Map(actual.filter(hasType).map((item) => [item.type, item]));
    return wanted.every((item) => isCovered(item, byType.get(item.type)));
  }
  return (
    wanted.length === actual.length && wanted.every((item, index) => isCovered(item, actual[index]))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function hasType(value: unknown): value is { readonly type: string } {
  return isRecord(value) && typeof value.type === 'string';
}
