import type { Diagnostic } from './diagnostic.ts';
import { positionAt } from './position.ts';

/** A stretch of a file in lines and columns, from 1; `endColumn` is the first column after it. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Finds where a diagnostic points; undefined when it has no file or blames a file as a whole. */
export function regionOf({ source, span }: Diagnostic): Region | undefined {
  if (!source || !span) return undefined;
  const start = positionAt(source, span.start);
  // A span that ends before it starts is a program error elsewhere; the report must still print.
  const end = positionAt(source, Math.max(span.start, span.end));
  return { ...start, endLine: end.line, endColumn: end.column };
}
