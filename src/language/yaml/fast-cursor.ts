/** Where the fast reader stands. Changed in place: it is why the reader is fast. */
export interface Cursor {
  readonly text: string;
  at: number;
  lineStart: number;
  /** From 1. */
  line: number;
  /** The column of the line's content; -1 at the end of a document. */
  indent: number;
  /** On a line `---`, which ends one document and starts the next. */
  isAtMarker: boolean;
  hasGivenUp: boolean;
}

/** Starts before the first line; `nextLine` goes there. */
export function startCursor(text: string): Cursor {
  return { text, at: -1, lineStart: 0, line: 0, indent: 0, isAtMarker: false, hasGivenUp: false };
}

/** Leaves the file to the full reader; the null stands for a value that nobody will see. */
export function giveUp(cursor: Cursor): null {
  cursor.hasGivenUp = true;
  cursor.indent = -1;
  cursor.isAtMarker = false;
  return null;
}

/** Goes to the content of the next line that has any. The cursor must stand at the end of its line. */
export function nextLine(cursor: Cursor): void {
  if (cursor.hasGivenUp) return;
  const { text } = cursor;
  cursor.isAtMarker = false;
  do {
    cursor.lineStart = cursor.at + 1;
    cursor.at = cursor.lineStart;
    cursor.line += 1;
  } while (toLineEnd(cursor) && cursor.at < text.length);
  cursor.indent = cursor.at < text.length ? cursor.at - cursor.lineStart : -1;
  const code = text.charCodeAt(cursor.at);
  if (cursor.indent === 0 && (code === dash || code === dot)) seeMarker(cursor);
}

/** Skips spaces and a comment; true when the line has nothing more, and the cursor is at its end. */
export function toLineEnd(cursor: Cursor): boolean {
  const { text } = cursor;
  const from = cursor.at;
  while (text.charCodeAt(cursor.at) === space) cursor.at += 1;
  const code = text.charCodeAt(cursor.at);
  if (code === newline || cursor.at >= text.length) return true;
  // A # right after something else is part of it.
  if (code !== hash || (cursor.at === from && from !== cursor.lineStart)) return false;
  const end = text.indexOf('\n', cursor.at);
  cursor.at = end === -1 ? text.length : end;
  return true;
}

const space = 0x20;
const newline = 0x0a;
const hash = 0x23;
const dash = 0x2d;
const dot = 0x2e;

function seeMarker(cursor: Cursor): void {
  const { text, at } = cursor;
  if (text.startsWith('...', at)) giveUp(cursor);
  if (!text.startsWith('---', at)) return;
  cursor.at = at + 3;
  if (!toLineEnd(cursor)) giveUp(cursor);
  else {
    cursor.indent = -1;
    cursor.isAtMarker = true;
  }
}
