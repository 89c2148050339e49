import { isObject } from '../../../model/json.ts';
import { type Millis, millis, parseDuration } from '../../../model/units.ts';

/** What is wrong with a field of a resource, as a sentence for people. */
export interface Problem {
  readonly field: string;
  readonly sentence: string;
}

/**
 * A value of a resource that nobody vouches for: it may be written by hand, or by another version of ours. What is wrong with it
 * goes to `problems`, and the reader gets a stand-in of the right type; a resource with problems is not used at all.
 */
export interface Field {
  /** As people write it: `spec.scaling.min`. */
  readonly name: string;
  readonly value: unknown;
  readonly problems: Problem[];
}

/** The field of this name in an object; its value is `undefined` where there is none. */
export function at(field: Field, key: string): Field {
  const value =
    isObject(field.value) && Object.hasOwn(field.value, key) ? field.value[key] : undefined;
  return { name: `${field.name}.${key}`, value, problems: field.problems };
}

/** The items of a list; none where there is no list, which is a problem only if something else is there. */
export function itemsOf(field: Field): readonly Field[] {
  if (field.value === undefined) return [];
  if (!Array.isArray(field.value)) return complain(field, 'must be a list', []);
  return field.value.map((value, index) => ({ ...field, name: `${field.name}[${index}]`, value }));
}

/** Notes what is wrong and gives the stand-in. */
export function complain<T>(field: Field, rule: string, standIn: T): T {
  const { name, value, problems } = field;
  const found = value === undefined ? 'it is missing' : `got ${shown(value)}`;
  problems.push({ field: name, sentence: `\`${name}\` ${rule}, ${found}` });
  return standIn;
}

/** Notes every field of an object that this version does not know: to leave it out of account could change what is meant. */
export function only(field: Field, known: readonly string[]): void {
  if (!isObject(field.value)) {
    complain(field, 'must be an object', undefined);
    return;
  }
  for (const key of Object.keys(field.value)) {
    if (!known.includes(key)) {
      const name = `${field.name}.${key}`;
      field.problems.push({ field: name, sentence: `\`${name}\` is not known to this version` });
    }
  }
}

/** The largest number of workers Kubernetes can hold. */
const mostWorkers = 2 ** 31 - 1;

/** A whole number of things. */
export function count(field: Field, least = 0): number {
  const { value } = field;
  return typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= least &&
    value <= mostWorkers
    ? value
    : complain(field, `must be a whole number of at least ${least}`, least);
}

/** A number above zero. */
export function positive(field: Field): number {
  const { value } = field;
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? value
    : complain(field, 'must be a number above 0', 1);
}

/** A text that is not empty. */
export function text(field: Field): string {
  const { value } = field;
  return typeof value === 'string' && value !== '' ? value : complain(field, 'must be a text', '');
}

/** One of these words. */
export function choice<const T extends string>(field: Field, choices: readonly [T, ...T[]]): T {
  const found = choices.find((one) => one === field.value);
  return found ?? complain(field, `must be one of ${choices.join(', ')}`, choices[0]);
}

/** A length of time as policies write it. */
export function duration(field: Field): Millis {
  const { value } = field;
  const length = typeof value === 'string' ? parseDuration(value) : undefined;
  return length ?? complain(field, 'must be a length of time such as 2m30s', millis(0));
}

/** A length of time above zero. */
export function period(field: Field): Millis {
  const before = field.problems.length;
  const length = duration(field);
  const isReported = field.problems.length > before;
  return length > 0 || isReported ? length : complain(field, 'must be above 0s', length);
}

/** An object of texts, such as labels. */
export function texts(field: Field): Readonly<Record<string, string>> {
  if (!isObject(field.value)) return complain(field, 'must be an object', {});
  return Object.fromEntries(Object.keys(field.value).map((key) => [key, label(at(field, key))]));
}

function label(field: Field): string {
  return typeof field.value === 'string' ? field.value : complain(field, 'must be a text', '');
}

/** What is there, unless it is not: then nothing, and no problem. */
export function optional<T>(field: Field, read: (field: Field) => T): T | undefined {
  return field.value === undefined ? undefined : read(field);
}

/** Short enough for a condition, whatever somebody wrote. */
function shown(value: unknown): string {
  const written = JSON.stringify(value) ?? typeof value;
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}
