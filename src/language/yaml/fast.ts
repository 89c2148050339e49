import type { Json } from '../../model/json.ts';
import { type Cursor, giveUp, nextLine, startCursor, toLineEnd } from './fast-cursor.ts';
import { readLiteral } from './fast-literal.ts';
import { readInline, readKey } from './fast-scalar.ts';

/** A document of which only the values are known; `line` is where its content starts, from 1. */
export interface FastDocument {
  readonly line: number;
  readonly value: Json;
}

/**
 * Reads the plain block style that nearly all policies are written in, in a thirtieth of the full reader's time, and
 * gives up (`undefined`) at anything else, right or wrong: then the full reader has the word. What it does give is, to
 * the value, what the full reader gives without a single report; a property test holds the two together.
 */
export function readFast(text: string): readonly FastDocument[] | undefined {
  if (unusual.test(text)) return undefined;
  const cursor = startCursor(text);
  const documents: FastDocument[] = [];
  nextLine(cursor);
  while (!cursor.hasGivenUp && (cursor.indent !== -1 || cursor.isAtMarker)) {
    if (cursor.isAtMarker) {
      nextLine(cursor);
      continue;
    }
    const { line } = cursor;
    const value = cursor.indent === 0 ? readBlock(cursor, 0) : giveUp(cursor);
    if (cursor.indent !== -1) giveUp(cursor);
    documents.push({ line, value });
  }
  return cursor.hasGivenUp ? undefined : documents;
}

/** Tabs, carriage returns, controls, odd spaces, surrogates: whatever a closer look might object to. */
const unusual = /[^\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]/;

const deepest = 40;
const dash = 0x2d;
const space = 0x20;
const newline = 0x0a;

/** Reads the map or list whose first entry the cursor stands on. */
function readBlock(cursor: Cursor, depth: number): Json {
  if (depth > deepest) return giveUp(cursor);
  return isDash(cursor) ? readList(cursor, depth) : readMap(cursor, depth);
}

function readMap(cursor: Cursor, depth: number): Json {
  const { indent } = cursor;
  const map: Record<string, Json> = {};
  while (cursor.indent === indent && !cursor.hasGivenUp) {
    if (isDash(cursor)) return giveUp(cursor);
    const key = readKey(cursor);
    if (key === undefined || Object.hasOwn(map, key)) return giveUp(cursor);
    map[key] = readMapValue(cursor, indent, depth);
  }
  return cursor.indent > indent ? giveUp(cursor) : map;
}

function readMapValue(cursor: Cursor, indent: number, depth: number): Json {
  if (!toLineEnd(cursor)) return readRest(cursor, indent);
  nextLine(cursor);
  const isNested = cursor.indent > indent || (cursor.indent === indent && isDash(cursor));
  if (!isNested) return null;
  return cursor.indent === indent ? readList(cursor, depth + 1) : readNested(cursor, depth);
}

function readList(cursor: Cursor, depth: number): Json {
  if (depth > deepest) return giveUp(cursor);
  const { indent } = cursor;
  const list: Json[] = [];
  while (cursor.indent === indent && isDash(cursor) && !cursor.hasGivenUp) {
    cursor.at += 1;
    list.push(readItem(cursor, indent, depth));
  }
  return cursor.indent > indent ? giveUp(cursor) : list;
}

function readItem(cursor: Cursor, indent: number, depth: number): Json {
  if (toLineEnd(cursor)) {
    nextLine(cursor);
    return cursor.indent > indent ? readNested(cursor, depth) : null;
  }
  // `- name: x` and `- - x`: the rest of the line is the first line of a block of its own.
  const isCompact = isDash(cursor) || hasKey(cursor);
  if (!isCompact) return readRest(cursor, indent);
  cursor.indent = cursor.at - cursor.lineStart;
  return readBlock(cursor, depth + 1);
}

/** A block on lines of its own; a scalar there could go on over several lines. */
function readNested(cursor: Cursor, depth: number): Json {
  return isDash(cursor) || hasKey(cursor) ? readBlock(cursor, depth + 1) : giveUp(cursor);
}

/** A value on the line of its key or dash, to the end of that line. */
function readRest(cursor: Cursor, indent: number): Json {
  if (cursor.text[cursor.at] === '|') return readLiteral(cursor, indent);
  const value = readInline(cursor);
  if (!toLineEnd(cursor)) return giveUp(cursor);
  nextLine(cursor);
  return cursor.indent > indent ? giveUp(cursor) : value;
}

function isDash({ text, at }: Cursor): boolean {
  if (text.charCodeAt(at) !== dash) return false;
  const next = text.charCodeAt(at + 1);
  return next === space || next === newline || at + 1 === text.length;
}

function hasKey(cursor: Cursor): boolean {
  const { at } = cursor;
  const key = readKey(cursor);
  cursor.at = at;
  return key !== undefined;
}
