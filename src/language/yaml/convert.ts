import { isAlias, isMap, isScalar, isSeq, type Pair, Scalar } from 'yaml';
import type { Code } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Json } from '../../model/json.ts';
import { formatPath, type Source, type Span } from '../../model/source.ts';
import { isCoreText } from './core-schema.ts';
import { type Lines, lineAt } from './lines.ts';
import { keySpan, spanOf } from './node-span.ts';

interface Conversion {
  readonly source: Source;
  readonly lines: Lines;
  readonly diagnostics: Diagnostic[];
  readonly path: (string | number)[];
}

/** Turns a parsed document into plain JSON and reports what JSON, or a second reader, would see differently. */
export function convert(
  root: unknown,
  source: Source,
  lines: Lines,
): { readonly value: Json; readonly diagnostics: readonly Diagnostic[] } {
  const conversion: Conversion = { source, lines, diagnostics: [], path: [] };
  return { value: toJson(conversion, root), diagnostics: conversion.diagnostics };
}

function toJson(conversion: Conversion, node: unknown): Json {
  if (isMap(node)) return toObject(conversion, node.items);
  if (isSeq(node)) {
    return node.items.map((item, index) =>
      inside(conversion, index, () => toJson(conversion, item)),
    );
  }
  if (isScalar(node) && typeof node.value === 'string') reportHalves(conversion, node, node.value);
  return isScalar(node) ? toScalar(conversion, node) : null; // an alias: reported where it was read
}

function toObject(conversion: Conversion, pairs: readonly Pair[]): Json {
  const object: Record<string, Json> = {};
  const spans = new Map<string, Span>();
  for (const pair of pairs) {
    const key = toKey(conversion, pair);
    if (key === undefined) continue;
    inside(conversion, key, () => {
      const span = keySpan(pair, conversion.source.text);
      const first = spans.get(key);
      if (first) reportDuplicate(conversion, span, first);
      else spans.set(key, span);
      const value = toJson(conversion, pair.value);
      // A plain assignment to `__proto__` would change the object's prototype.
      Object.defineProperty(object, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    });
  }
  return object;
}

function toKey(conversion: Conversion, pair: Pair): string | undefined {
  const { key } = pair;
  const { text } = conversion.source;
  const span = keySpan(pair, text);
  if (isAlias(key)) return undefined;
  if (!(isScalar(key) && typeof key.value === 'string')) {
    report(
      conversion,
      'key-not-text',
      `a key must be a text, got ${isSeq(key) ? 'a list' : 'a map'}`,
      span,
      'write a text before the colon',
    );
    return undefined;
  }
  if (key.type !== Scalar.PLAIN) {
    reportHalves(conversion, key, key.value);
    return key.value;
  }
  if (key.value === '<<') {
    report(
      conversion,
      'alias-not-allowed',
      'merge keys must not be used, got `<<`',
      span,
      'write the fields out, or put what policies share into a Profile',
    );
    return undefined;
  }
  if (isCoreText(key.value)) return key.value;
  const found = key.value === '' ? 'nothing' : key.value;
  const help =
    key.value === '' ? 'write a text before the colon' : `put it in quotes: "${key.value}"`;
  report(conversion, 'key-not-text', `a key must be a text, got ${found}`, span, help);
  return key.value;
}

function toScalar(conversion: Conversion, node: Scalar): Json {
  const { value } = node;
  if (typeof value === 'bigint') return toInteger(conversion, node, value);
  // 1e16 is an integer too, whatever its spelling
  if (Number.isInteger(value)) return toInteger(conversion, node, BigInt(value as number));
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const message = `${subject(conversion)} must be a finite number, got ${written(conversion, node)}`;
    report(
      conversion,
      'infinite-number',
      message,
      spanOf(node, conversion.source.text),
      'leave the field out, or put it in quotes if it is a text',
    );
    return null;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
}

/** An escape can write half of a surrogate pair, which no other reader of YAML takes. */
function reportHalves(conversion: Conversion, node: Scalar, text: string): void {
  const half = /\p{Surrogate}/u.exec(text)?.[0];
  if (half === undefined) return;
  const code = half.charCodeAt(0).toString(16).toUpperCase();
  report(
    conversion,
    'yaml-syntax',
    `a text must be made of whole characters, got half of one, U+${code}`,
    spanOf(node, conversion.source.text),
    'write both halves, or the character itself',
  );
}

function toInteger(conversion: Conversion, node: Scalar, value: bigint): Json {
  if (value > largest || value < -largest) {
    const message = `${subject(conversion)} must be an integer of at most 9007199254740991 (2^53 - 1), got ${shorten(written(conversion, node))}`;
    report(
      conversion,
      'unsafe-integer',
      message,
      spanOf(node, conversion.source.text),
      'put it in quotes if it is a text',
    );
  }
  return Number(value);
}

const largest = BigInt(Number.MAX_SAFE_INTEGER);

function reportDuplicate(conversion: Conversion, span: Span, first: Span): void {
  const line = lineAt(conversion.lines, first.start);
  report(
    conversion,
    'duplicate-key',
    `${subject(conversion)} must stand once in its map, and line ${line} has it already`,
    span,
    'remove one of them',
  );
}

function report(
  conversion: Conversion,
  code: Code,
  message: string,
  span: Span,
  help: string,
): void {
  conversion.diagnostics.push(diagnose(code, message, { source: conversion.source, span, help }));
}

function subject({ path }: Conversion): string {
  return path.length === 0 ? 'the document' : `\`${formatPath(path)}\``;
}

function written({ source }: Conversion, node: Scalar): string {
  const { start, end } = spanOf(node, source.text);
  return source.text.slice(start, end);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

function inside<T>({ path }: Conversion, step: string | number, work: () => T): T {
  path.push(step);
  const result = work();
  path.pop();
  return result;
}
