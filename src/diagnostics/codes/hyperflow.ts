import type { Rule } from './rule.ts';

/** What can be wrong with a document in HyperFlow's dialect. */
export const hyperflowCodes = {
  'hyperflow-value': {
    severity: 'error',
    title: 'a HyperFlow WorkerPool has a value its operator would refuse or misread',
    help: 'The message says what the operator would do with it.',
  },
} as const satisfies Record<string, Rule>;
