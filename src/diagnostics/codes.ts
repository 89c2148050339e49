import { clusterCodes } from './codes/clusters.ts';
import { environmentCodes } from './codes/environments.ts';
import { hyperflowCodes } from './codes/hyperflow.ts';
import { jobCodes } from './codes/jobs.ts';
import { poolCodes } from './codes/pools.ts';
import { readingCodes } from './codes/reading.ts';
import type { Rule } from './codes/rule.ts';
import { ruleCodes } from './codes/rules.ts';
import { shapeCodes } from './codes/shape.ts';
import type { Severity } from './diagnostic.ts';

/** Every diagnostic there is. The anchor in `docs/reference/diagnostics.md` is the code itself. */
export const codes = {
  ...readingCodes,
  ...shapeCodes,
  ...ruleCodes,
  ...poolCodes,
  ...jobCodes,
  ...clusterCodes,
  ...environmentCodes,
  ...hyperflowCodes,
} as const satisfies Record<string, Rule>;

export type Code = keyof typeof codes;

/** The severity a code has unless a dialect softens it. */
export function severityOf(code: Code): Severity {
  return codes[code].severity;
}
