import { isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { DocumentRef, Path, Span } from '../../model/source.ts';
import { parseFull } from './full.ts';
import { keySpan, spanOf } from './node-span.ts';

/**
 * Says where the value (or the key) at `path` stands in its file. When the path goes deeper than the document, the
 * nearest existing ancestor. Where no key is written (a list item, the whole document) its first line stands for it,
 * and where no value is written its key (or the dash) does, so the span is never empty.
 */
export function locate(document: DocumentRef, path: Path, at: 'key' | 'value'): Span {
  const { text } = document.source;
  const { node, pair, parent } = follow(document, path);
  if (pair && at === 'key') return keySpan(pair, text);
  const span = spanOf(node, text);
  if (span.end === span.start) return pair ? keySpan(pair, text) : dashBefore(span, parent, text);
  return at === 'key' ? firstLine(span, text) : span;
}

/** Gives the scalar at `path` as it is written, quotes included: `1.10` for the number 1.1; '' where nothing is written. */
export function spelling(document: DocumentRef, path: Path): string {
  const { start, end } = spanOf(follow(document, path).node, document.source.text);
  return document.source.text.slice(start, end);
}

interface Found {
  readonly node: unknown;
  /** The pair whose value `node` is; absent in lists and at the root. */
  readonly pair?: Pair;
  /** Where the search came from, to place an item of which only the dash is written. */
  readonly parent?: unknown;
}

function follow({ source, index }: DocumentRef, path: Path): Found {
  let found: Found = { node: parseFull(source).documents[index]?.root };
  for (const step of path) {
    const next = child(found.node, step);
    if (!next) break;
    found = next;
  }
  return found;
}

function child(node: unknown, step: string | number): Found | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
    return pair && { node: pair.value, pair };
  }
  if (!(isSeq(node) && typeof step === 'number' && step in node.items)) return undefined;
  return { node: node.items[step], parent: node };
}

function dashBefore({ start }: Span, parent: unknown, text: string): Span {
  const dash = isSeq(parent) ? text.lastIndexOf('-', start) : -1;
  return dash === -1 ? { start, end: start } : { start: dash, end: dash + 1 };
}

function firstLine({ start, end }: Span, text: string): Span {
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  const length = line.exec(text)?.[0].trimEnd().length ?? 0;
  return { start, end: Math.min(end, start + length) };
}
