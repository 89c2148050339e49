import { Type } from 'typebox';
import { choice, fields, integer, list, optional } from '../field.ts';
import { jobDefaults } from './defaults.ts';

const exitCode = Type.Unsafe<number | string>({
  type: ['string', 'integer'],
  description: 'A code, or a range of them.',
  examples: [75, '64-78'],
  minimum: 0,
  maximum: 255,
  pattern: '^[0-9]{1,3}-[0-9]{1,3}$',
});

const rule = fields('What an exit code of the main container means.', {
  exitCodes: optional(
    list(exitCode, 'The codes, none of them 0.', [75, '64-78'], {
      absent: '`notExitCodes` is given',
      minItems: 1,
    }),
  ),
  notExitCodes: optional(
    list(exitCode, 'Every code but these, and but 0.', [75], {
      absent: '`exitCodes` is given',
      minItems: 1,
    }),
  ),
  action: choice(
    ['retry', 'fail', 'ignore'],
    'Try again within `limit`, give the whole job up at once, or try again without counting it.',
    'fail',
  ),
});

export const retries = fields(
  'What happens when an attempt fails. Between attempts Kubernetes waits 10s, 20s, 40s and so on, at most 6m; nothing can change that. An attempt that `timeout` ended has failed like any other.',
  {
    limit: optional(
      integer('How many more attempts there may be.', 2, { default: jobDefaults.retries }),
    ),
    disruptions: optional(
      choice(
        ['ignore', 'count'],
        'Whether an attempt that was cut off by a drain, an eviction or a lost node counts.',
        'count',
        { default: jobDefaults.disruptions },
      ),
    ),
    rules: optional(
      list(
        rule,
        'What exit codes mean; the first rule that fits counts, and without one it is `retry`.',
        [{ exitCodes: [2], action: 'fail' }],
        { default: [], maxItems: 20 },
      ),
    ),
  },
  { default: {} },
);
