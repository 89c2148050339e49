import { compareText } from '../model/order.ts';
import type { Source, Span } from '../model/source.ts';
import { type Code, severityOf } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';

/** Makes a diagnostic with the severity of its code. */
export function diagnose(
  code: Code,
  message: string,
  place: {
    readonly source?: Source | undefined;
    readonly span?: Span | undefined;
    readonly help?: string | undefined;
    readonly severity?: Diagnostic['severity'] | undefined;
  } = {},
): Diagnostic {
  const { source, span, help, severity = severityOf(code) } = place;
  return {
    code,
    severity,
    message,
    ...(source && { source }),
    ...(span && { span }),
    ...(help && { help }),
  };
}

/** Orders by file, place, code and text, and drops repeats, so that the report is the same however the work went. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = diagnostics.toSorted(
    (a, b) =>
      compareText(a.source?.path ?? '', b.source?.path ?? '') ||
      (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
  return sorted.filter((one, index) => !isSame(one, sorted[index - 1]));
}

/** Tells whether something keeps the policies from being compiled; warnings do not. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function isSame(one: Diagnostic, other: Diagnostic | undefined): boolean {
  return (
    other !== undefined &&
    one.code === other.code &&
    one.message === other.message &&
    one.source?.path === other.source?.path &&
    one.span?.start === other.span?.start
  );
}
