import { isObject, type Json } from '../../model/json.ts';
import { formatPath } from '../../model/source.ts';
import { credentialIn, credentialInVariable } from '../pool/credential-in.ts';
import type { Difference } from './differences.ts';

/** Writes a difference as `path: was → is`; a credential that stood in the open is not shown again. */
export function differenceText(difference: Difference): string {
  const { path, was, is } = difference;
  // of a variable the name counts: its value stands below it
  const name = String(path.at(-1) === 'value' ? path.at(-2) : path.at(-1));
  return `${formatPath(path)}: ${show(was, name)} → ${show(is, name)}`;
}

function show(value: Json | undefined, name: string): string {
  return value === undefined ? 'nothing' : JSON.stringify(hidden(value, name));
}

function hidden(value: Json, name: string): Json {
  if (typeof value === 'string') {
    const isSecret = credentialInVariable(name, value) ?? credentialIn(value);
    return isSecret === undefined ? value : '(a credential)';
  }
  if (Array.isArray(value)) return value.map((one: Json) => hidden(one, name));
  if (!isObject(value)) return value;
  const own = typeof value.name === 'string' ? value.name : undefined;
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>).map(([key, one]) => [
      key,
      hidden(one, key === 'value' && own !== undefined ? own : key),
    ]),
  );
}
