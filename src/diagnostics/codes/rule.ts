import type { Severity } from '../diagnostic.ts';

/** What a code of a diagnostic stands for. */
export interface Rule {
  readonly severity: Severity;
  /** What the rule says, in a few words; SARIF's short description and the heading in the reference. */
  readonly title: string;
  /** Why the rule is there and what to do, for the reference and SARIF's help. */
  readonly help: string;
}
