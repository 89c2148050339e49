import type { Json } from '../../model/json.ts';
import { isCoreText } from './core-schema.ts';
import { type Cursor, giveUp } from './fast-cursor.ts';
import { readByYaml11 } from './yaml11.ts';

/** Reads a key and its colon; `undefined` when what stands there is no key, or not one for the fast reader. */
export function readKey(cursor: Cursor): string | undefined {
  const { text } = cursor;
  const first = text[cursor.at];
  const isQuoted = first === '"' || first === "'";
  const key = isQuoted ? readQuoted(cursor) : readPlainKey(cursor);
  if (
    key === undefined ||
    text[cursor.at] !== ':' ||
    key.length > longestKey ||
    key === '__proto__'
  )
    return undefined;
  const next = text[cursor.at + 1];
  if (next !== ' ' && next !== '\n' && next !== undefined) return undefined;
  cursor.at += 1;
  return key;
}

/** Reads a scalar or a bracketed list or map on one line, up to what follows it. */
export function readInline(cursor: Cursor): Json {
  return readValue(cursor, 0, plain);
}

/** YAML allows 1024 up to the colon. */
const longestKey = 128;
const deepest = 20;

const plainKey = /[A-Za-z_/][A-Za-z0-9_./-]*/y;
/** Up to a comment, a colon before a space, or the end of the line; never ends in a space. */
const plain = /[\w./$~+(\u00a1-\uffff=<;^\\-](?:[^\n #:]+|:(?=[^\n ])|(?<! )#| +(?=[^\n #:]))*/y;
/** The same within brackets, where the brackets and the comma end it too. */
const plainInFlow =
  /[\w./$~+(\u00a1-\uffff=<;^\\-](?:[^\n #:,[\]{}]+|:(?=[^\n ,[\]{}])|(?<! )#| +(?=[^\n #:,[\]{}]))*/y;

/** Keys that were looked at before: policies have few, a thousand times. */
const knownKeys = new Set<string>();

function readPlainKey(cursor: Cursor): string | undefined {
  const key = match(plainKey, cursor);
  if (key === undefined || knownKeys.has(key)) return key;
  if (!isCoreText(key) || readByYaml11(key) !== undefined) return undefined;
  knownKeys.add(key);
  return key;
}

function readValue(cursor: Cursor, depth: number, pattern: RegExp): Json {
  switch (cursor.text[cursor.at]) {
    case '"':
    case "'":
      return readQuoted(cursor) ?? giveUp(cursor);
    case '{':
      return depth < deepest ? readFlowMap(cursor, depth) : giveUp(cursor);
    case '[':
      return depth < deepest ? readFlowList(cursor, depth) : giveUp(cursor);
    default:
      return readPlain(cursor, pattern);
  }
}

function readFlowMap(cursor: Cursor, depth: number): Json {
  const map: Record<string, Json> = {};
  if (isEmpty(cursor, '}')) return map;
  do {
    skipSpaces(cursor);
    const key = readKey(cursor);
    if (key === undefined || Object.hasOwn(map, key)) return giveUp(cursor);
    skipSpaces(cursor);
    map[key] = readValue(cursor, depth + 1, plainInFlow);
  } while (hasMore(cursor, '}'));
  return map;
}

function readFlowList(cursor: Cursor, depth: number): Json {
  const list: Json[] = [];
  if (isEmpty(cursor, ']')) return list;
  do {
    skipSpaces(cursor);
    list.push(readValue(cursor, depth + 1, plainInFlow));
  } while (hasMore(cursor, ']'));
  return list;
}

function isEmpty(cursor: Cursor, closing: string): boolean {
  cursor.at += 1;
  skipSpaces(cursor);
  if (cursor.text[cursor.at] !== closing) return false;
  cursor.at += 1;
  return true;
}

function hasMore(cursor: Cursor, closing: string): boolean {
  skipSpaces(cursor);
  const sign = cursor.text[cursor.at];
  cursor.at += 1;
  if (sign !== ',' && sign !== closing) giveUp(cursor);
  return sign === ',' && !cursor.hasGivenUp;
}

function skipSpaces(cursor: Cursor): void {
  while (cursor.text.charCodeAt(cursor.at) === 0x20) cursor.at += 1;
}

function readPlain(cursor: Cursor, pattern: RegExp): Json {
  const text = match(pattern, cursor);
  if (text === undefined || /^-(?:$| )/.test(text)) return giveUp(cursor);
  if (letters.test(text)) return text;
  if (/^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$/.test(text))
    return text === '-0' ? giveUp(cursor) : Number(text);
  if (words.has(text)) return words.get(text) ?? null;
  return isCoreText(text) && readByYaml11(text) === undefined ? text : giveUp(cursor);
}

/** Texts that no version of YAML takes for anything else: most of them, told by their first letter. */
const letters = /^[a-eg-mp-suvwxzA-EG-MP-SUVWXZ/$(]/;
const words: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['~', null],
]);

function readQuoted(cursor: Cursor): string | undefined {
  const isSingle = cursor.text[cursor.at] === "'";
  const quoted = match(isSingle ? single : double, cursor);
  if (quoted === undefined) return undefined;
  const inner = quoted.slice(1, -1);
  if (isSingle) return inner.includes("'") ? inner.replaceAll("''", "'") : inner;
  return inner.includes('\\')
    ? inner.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter)
    : inner;
}

const single = /'(?:[^'\n]|'')*'(?!')/y;
const double = /"(?:[^"\\\n]|\\["\\/nt])*"/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

function match(pattern: RegExp, cursor: Cursor): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}
