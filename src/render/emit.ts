import type { Json, JsonObject } from '../model/json.ts';
import type { Path } from '../model/source.ts';
import { literalBlock, writeScalar } from './scalar.ts';

/** One line of an emitted object and the value it shows; a literal block shows one value on several lines. */
export interface Line {
  readonly text: string;
  readonly path: Path;
}

/**
 * Writes an object as block YAML that 1.1 and 1.2 readers take for the same value. Keys are sorted, but for apiVersion,
 * kind, metadata, spec at the top, name, namespace, labels, annotations in the metadata, and name in the items of a list.
 * Our own, since `yaml.stringify` took most of a synth.
 */
export function emit(object: JsonObject): string {
  const lines: string[] = [];
  const sink: Sink = {
    line(line) {
      lines.push(line);
    },
    enter() {},
    leave() {},
  };
  writeRoot(object, sink);
  lines.push('');
  return lines.join('\n');
}

/** The lines of `emit`, each with the path of the value it shows. */
export function emitWithPaths(object: JsonObject): readonly Line[] {
  const lines: Line[] = [];
  const path: (string | number)[] = [];
  const sink: Sink = {
    line: (text) => lines.push({ text, path: [...path] }),
    enter: (step) => path.push(step),
    leave: () => path.pop(),
  };
  writeRoot(object, sink);
  return lines;
}

/** Takes the lines; `enter` and `leave` say which value they belong to. */
interface Sink {
  line(text: string): void;
  enter(step: string | number): void;
  leave(): void;
}

const TOP = ['apiVersion', 'kind', 'metadata', 'spec'];
const METADATA = ['name', 'namespace', 'labels', 'annotations'];
const ITEM = ['name'];
const SORTED: readonly string[] = [];

function writeRoot(object: JsonObject, sink: Sink): void {
  const keys = keysOf(object, TOP);
  if (keys.length === 0) sink.line('{}');
  writeMap(object, keys, '', '', sink);
}

/** `lead` stands before the first line, `indent` before the others: they differ behind the dash of a list. */
function writeMap(
  object: JsonObject,
  keys: readonly string[],
  lead: string,
  indent: string,
  sink: Sink,
): void {
  let before = lead;
  for (const key of keys) {
    sink.enter(key);
    const first = indent === '' && key === 'metadata' ? METADATA : SORTED;
    writeValue(`${before}${writeKey(key)}:`, object[key], first, indent, sink);
    sink.leave();
    before = indent;
  }
}

function writeList(list: readonly Json[], lead: string, indent: string, sink: Sink): void {
  let before = lead;
  for (const [index, item] of list.entries()) {
    sink.enter(index);
    writeItem(item, `${before}-`, indent, sink);
    sink.leave();
    before = indent;
  }
}

/** A map or a list starts on the line of its dash; all else is written as it is behind a key. */
function writeItem(item: Json, head: string, indent: string, sink: Sink): void {
  const keys = isMap(item) ? keysOf(item, ITEM) : [];
  if (isMap(item) && keys.length > 0) {
    writeMap(item, keys, `${head} `, `${indent}  `, sink);
  } else if (isList(item) && item.length > 0) {
    writeList(item, `${head} `, `${indent}  `, sink);
  } else {
    writeValue(head, item, SORTED, indent, sink);
  }
}

/** Writes what follows a key or a dash. */
function writeValue(
  head: string,
  value: Json | undefined,
  first: readonly string[],
  indent: string,
  sink: Sink,
): void {
  if (isList(value)) {
    sink.line(value.length === 0 ? `${head} []` : head);
    writeList(value, `${indent}  `, `${indent}  `, sink);
  } else if (isMap(value)) {
    const keys = keysOf(value, first);
    sink.line(keys.length === 0 ? `${head} {}` : head);
    writeMap(value, keys, `${indent}  `, `${indent}  `, sink);
  } else if (typeof value === 'string') {
    writeText(head, value, indent, sink);
  } else {
    sink.line(`${head} ${writeScalar(value ?? null)}`);
  }
}

function writeText(head: string, text: string, indent: string, sink: Sink): void {
  const block = text.includes('\n') ? literalBlock(text) : undefined;
  if (block === undefined) {
    sink.line(`${head} ${writeScalar(text)}`);
    return;
  }
  const [header, ...lines] = block;
  sink.line(`${head} ${header}`);
  for (const line of lines) sink.line(line === '' ? '' : `${indent}  ${line}`);
}

/** Readers may give up on a key that is longer than this. */
const LONGEST_KEY = 1000;

/** The same few hundred keys stand on most lines; labels of policies may bring any number of others. */
const MOST_KEYS = 10_000;
const writtenKeys = new Map<string, string>();

function writeKey(key: string): string {
  const known = writtenKeys.get(key);
  if (known !== undefined) return known;
  const text = writeScalar(key);
  if (text.length > LONGEST_KEY)
    throw new Error(`the key ${text.slice(0, 40)}… is too long for YAML`);
  if (writtenKeys.size === MOST_KEYS) writtenKeys.clear();
  writtenKeys.set(key, text);
  return text;
}

/** Sorts by code unit, as `compareText` does, which is what `sort` does with texts. */
function keysOf(object: JsonObject, first: readonly string[]): readonly string[] {
  const leading: string[] = [];
  for (const key of first)
    if (object[key] !== undefined && Object.hasOwn(object, key)) leading.push(key);
  const others: string[] = [];
  for (const key of Object.keys(object)) {
    if (object[key] !== undefined && !leading.includes(key)) others.push(key);
  }
  if (!isSorted(others)) others.sort();
  return leading.length === 0 ? others : [...leading, ...others];
}

/** Most maps are written in order, and asking costs less than sorting. */
function isSorted(keys: readonly string[]): boolean {
  let before = '';
  for (const key of keys) {
    if (key < before) return false;
    before = key;
  }
  return true;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
