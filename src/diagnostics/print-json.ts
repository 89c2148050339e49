import type { Diagnostic } from './diagnostic.ts';
import { regionOf } from './region.ts';
import { stringify } from './stringify.ts';

/**
 * Prints diagnostics for programs, as a JSON array. Lines and columns count from 1, columns in
 * UTF-16 units, `endColumn` is the first after the mark; what a diagnostic does not have is null.
 */
export function printJson(diagnostics: readonly Diagnostic[]): string {
  return stringify(diagnostics.map(toRecord));
}

function toRecord(diagnostic: Diagnostic) {
  const { code, severity, message, source, help = null } = diagnostic;
  const {
    line = null,
    column = null,
    endLine = null,
    endColumn = null,
  } = regionOf(diagnostic) ?? {};
  return {
    code,
    severity,
    message,
    file: source?.path ?? null,
    line,
    column,
    endLine,
    endColumn,
    help,
  };
}
