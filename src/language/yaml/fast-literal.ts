import type { Json } from '../../model/json.ts';
import { type Cursor, giveUp, nextLine } from './fast-cursor.ts';

/** Reads a text written below `|` or `|-`; `indent` is that of the key or dash it belongs to. */
export function readLiteral(cursor: Cursor, indent: number): Json {
  const isStripped = cursor.text[cursor.at + 1] === '-';
  cursor.at += isStripped ? 2 : 1;
  if (cursor.text[cursor.at] !== '\n') return giveUp(cursor); // a digit, `+`, a comment: rare
  const inner = indentOfFirst(cursor);
  if (inner <= indent) return giveUp(cursor);
  const lines: string[] = [];
  for (let line = takeLine(cursor, inner); line !== undefined; line = takeLine(cursor, inner)) {
    lines.push(line);
  }
  nextLine(cursor);
  if (cursor.indent > indent) return giveUp(cursor);
  return lines.join('\n').replace(/\n*$/, isStripped ? '' : '\n');
}

/** The indent of the first line with content. */
function indentOfFirst({ text, at }: Cursor): number {
  let start = at + 1;
  while (text[start] === '\n') start += 1;
  return indentOf(text, start);
}

/** The next line of the text without its indent; `undefined` when the text is over. */
function takeLine(cursor: Cursor, inner: number): string | undefined {
  const { text } = cursor;
  const start = cursor.at + 1;
  if (start >= text.length) return undefined;
  const end = text.indexOf('\n', start);
  const own = indentOf(text, start);
  const isBlank = start + own === end;
  // How a text without a last line end ends is disputed; a blank line's spaces could be content.
  if (end === -1 || (isBlank && own > 0)) giveUp(cursor);
  if (cursor.hasGivenUp || (!isBlank && own < inner)) return undefined;
  cursor.at = end;
  cursor.line += 1;
  return isBlank ? '' : text.slice(start + inner, end);
}

function indentOf(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at - start;
}
