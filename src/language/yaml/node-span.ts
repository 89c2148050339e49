import { isMap, isNode, isPair, isScalar, isSeq, type Pair, Scalar } from 'yaml';
import type { Span } from '../../model/source.ts';

/** The stretch of a value without the comments and line ends after it; empty where nothing is written. */
export function spanOf(node: unknown, text: string): Span {
  if (!(isNode(node) && node.range)) return { start: 0, end: 0 };
  const [start, end] = node.range;
  if (isScalar(node)) {
    const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
    return { start, end: isBlock ? trimEnd(text, start, end) : end };
  }
  if ((isMap(node) || isSeq(node)) && !node.flow)
    return { start, end: Math.max(start, lastEnd(node.items.at(-1), text)) };
  return { start, end };
}

/** The stretch of a pair's key; of the colon where there is no key. */
export function keySpan(pair: Pair, text: string): Span {
  const span = spanOf(pair.key, text);
  if (span.end > span.start) return span;
  const colon = text.indexOf(':', span.start);
  return colon === -1 ? span : { start: colon, end: colon + 1 };
}

function lastEnd(item: unknown, text: string): number {
  if (!isPair(item)) return spanOf(item, text).end;
  const value = spanOf(item.value, text);
  return value.end > value.start ? value.end : afterColon(keySpan(item, text).end, text);
}

function afterColon(end: number, text: string): number {
  return text[end] === ':' ? end + 1 : end;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}
