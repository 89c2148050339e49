import type { Source, Span } from '../model/source.ts';
import { lineSpan, positionAt } from './position.ts';
import { makeVisible } from './visible.ts';
import { columnsOf } from './width.ts';

/** The first line of a span as a terminal shows it, and where its marker goes, in columns from 0. */
export interface Excerpt {
  readonly line: number;
  readonly text: string;
  readonly indent: number;
  /** At least 1, also for a span of no length. */
  readonly length: number;
}

/** Cuts the marked line out of a source: tabs become spaces, long lines are cut around the marker. */
export function excerpt(source: Source, span: Span): Excerpt {
  const { line, column } = positionAt(source, span.start);
  const { start, end } = lineSpan(source, line);
  const marked = Math.min(start + column - 1, end);
  // A file may be one line of a megabyte with a thousand mistakes: only what can be shown is looked at.
  const near = { start: Math.max(start, marked - NEARBY), end: Math.min(end, marked + NEARBY) };
  const cells = toCells(source.text.slice(near.start, near.end), near.start);
  const first = cells.filter((cell) => cell.end <= marked).length;
  const last = cells.filter((cell) => cell.start < Math.min(span.end, end)).length;
  const isWhole = near.start === start && near.end === end && cost(cells) <= MAX_COLUMNS;
  const shown = isWhole ? { from: 0, to: cells.length } : windowAround(cells, first);
  const opening = shown.from > 0 || near.start > start ? '…' : '';
  const closing = shown.to < cells.length || near.end < end ? '…' : '';
  return {
    line,
    text:
      opening +
      cells
        .slice(shown.from, shown.to)
        .map(({ text }) => text)
        .join('') +
      closing,
    indent: opening.length + width(cells.slice(shown.from, first)),
    length: Math.max(1, width(cells.slice(first, Math.min(last, shown.to)))),
  };
}

const MAX_COLUMNS = 160;
/** How much of a long line is shown before its marker. */
const LEAD_COLUMNS = 40;
const TAB_STOP = 8;
/**
 * More UTF-16 units than fill any window, since a code point has at most 2 and costs at least 1
 * column; so a surrogate pair that is split at either end is never shown.
 */
const NEARBY = 2 * MAX_COLUMNS;

/** One code point of the file as it is shown. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

function toCells(text: string, offset: number): readonly Cell[] {
  const cells: Cell[] = [];
  let start = offset;
  let column = 0;
  for (const character of text) {
    const shown =
      character === '\t' ? ' '.repeat(TAB_STOP - (column % TAB_STOP)) : makeVisible(character);
    const columns = shown === character ? columnsOf(character) : shown.length;
    cells.push({ text: shown, width: columns, start, end: start + character.length });
    start += character.length;
    column += columns;
  }
  return cells;
}

/** Takes some columns before the marker, then all that fits after it, then fills up on the left. */
function windowAround(cells: readonly Cell[], first: number): { from: number; to: number } {
  const room = MAX_COLUMNS - 2;
  const before = cells.slice(0, first).toReversed();
  const lead = fitting(before, LEAD_COLUMNS);
  const after = fitting(cells.slice(first), room - cost(before.slice(0, lead)));
  const left = fitting(before, room - cost(cells.slice(first, first + after)));
  return { from: first - left, to: first + after };
}

/** Counts the cells from the front that fit into `room` columns. */
function fitting(cells: readonly Cell[], room: number): number {
  let used = 0;
  const misfit = cells.findIndex((cell) => {
    used += cost([cell]);
    return used > room;
  });
  return misfit === -1 ? cells.length : misfit;
}

/** Combining marks cost a column here, so that a thousand of them on one letter are cut as well. */
function cost(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + Math.max(1, cell.width), 0);
}

function width(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
