import type { Source, Span } from '../model/source.ts';
import type { Code } from './codes.ts';

/** How bad it is: an error stops the compile, a warning does not. */
export type Severity = 'error' | 'warning';

/** What is wrong, where, and what to do about it. A value: printing never changes it. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** Lower case, no full stop, fields in backticks: first the rule, then what was found. */
  readonly message: string;
  /** The file it points into; absent when no file is to blame (an empty policy folder). */
  readonly source?: Source;
  readonly span?: Span;
  /** The remedy, on a line of its own. */
  readonly help?: string;
}
