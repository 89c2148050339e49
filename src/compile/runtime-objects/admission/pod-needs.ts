import { isObject } from '../../../model/json.ts';
import { compareText } from '../../../model/order.ts';

/** A Secret can be read through a variable, all variables of it, a volume, or a part of one. */
export function secretsIn(worker: unknown): readonly string[] {
  const named = ['secretKeyRef', 'secretRef', 'secret'].flatMap((field) =>
    valuesAt(worker, field).flatMap((value) => textsAt(value, 'name')),
  );
  return sorted([...named, ...textsAt(worker, 'secretName')]);
}

/** The paths of the host that are mounted. */
export function hostPathsIn(worker: unknown): readonly string[] {
  return sorted(valuesAt(worker, 'hostPath').flatMap((value) => textsAt(value, 'path')));
}

/** What a pod asks of its host in the policy's own words. */
export function hostWordsIn(pod: unknown): readonly string[] {
  const words = ['hostNetwork', 'hostPID', 'hostIPC', 'privileged'];
  return sorted(words.filter((field) => valuesAt(pod, field).includes(true)));
}

/** The texts of all fields of this name, however deep. */
export function textsAt(value: unknown, field: string): readonly string[] {
  return valuesAt(value, field).filter((one) => typeof one === 'string');
}

/** The values of all fields of this name, however deep. */
function valuesAt(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, field));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(key === field ? [item] : []),
    ...valuesAt(item, field),
  ]);
}

/** Each once, in order. */
export function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted(compareText);
}
