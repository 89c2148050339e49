import type { Source } from '../model/source.ts';

/** A place as editors count it: both from 1, `column` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the line and column of an offset; offsets outside the text count as its nearest end. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const at = clamp(offset, source.text.length);
  const line = lastAtMost(starts, at);
  return { line: line + 1, column: at - (starts[line] ?? 0) + 1 };
}

/** Gives the offsets where a line (from 1) starts and ends; its line break, LF or CRLF, is left out. */
export function lineSpan(source: Source, line: number): { start: number; end: number } {
  const starts = lineStarts(source);
  const start = starts[line - 1] ?? source.text.length;
  const next = starts[line];
  if (next === undefined) return { start, end: source.text.length };
  const isCrlf = next - 2 >= start && source.text[next - 2] === '\r';
  return { start, end: next - (isCrlf ? 2 : 1) };
}

// A file with a thousand mistakes is split into lines once, and forgotten with its source.
const memo = new WeakMap<Source, readonly number[]>();

/** Only LF ends a line, as for the YAML parser and for GitHub; a lone CR is shown as `\r`. */
function lineStarts(source: Source): readonly number[] {
  const known = memo.get(source);
  if (known) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  memo.set(source, starts);
  return starts;
}

/** Index of the last number that is not above `limit`, in an ascending list that starts with 0. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(Math.trunc(offset) || 0, 0), length);
}
