import { pod } from './pod.ts';
import {
  absent,
  below,
  type ChecksByPath,
  every,
  exactlyOne,
  inWords,
  millisecondsOf,
  positive,
  type Rule,
  some,
  together,
} from './rule.ts';

const isRequested = '(has(self.trigger.queue) || has(self.trigger.http))';

const isNotShorter = (field: string): Rule => ({
  rule: `!has(self.${field}) || !has(self.timeout) || ${millisecondsOf(`self.${field}`)} >= ${millisecondsOf('self.timeout')}`,
  message: `\`${field}\` must be at least as long as \`timeout\``,
});

/** What strangers start must end, and must not take a node for itself. */
const ofRequests: readonly Rule[] = [
  {
    rule: `!${isRequested} || has(self.timeout)`,
    message: '`timeout` is required where requests start the job',
  },
  ...['cpu', 'memory'].map((resource) => {
    const asks = ['requests', 'limits'].map(
      (kind) =>
        `(!(${absent(`self.worker.resources.${kind}`)}) && '${resource}' in self.worker.resources.${kind})`,
    );
    return {
      rule: `!${isRequested} || ${asks.join(' || ')}`,
      message: `\`worker.resources.requests.${resource}\` is required where requests start the job`,
    };
  }),
  {
    rule: `${isRequested} || ${every('self.parameters', 'one', '!has(one.required) || !one.required')}`,
    message: '`parameters` must not be required where no request gives them their values',
  },
  {
    rule: `!has(self.maxTimeout) || ${isRequested}`,
    message: '`maxTimeout` has a meaning only for requests: nobody else asks for another timeout',
  },
];

const spec: readonly Rule[] = [
  ...ofRequests,
  {
    rule: '!has(self.concurrency) || !(has(self.trigger.once) || has(self.trigger.schedule))',
    message: '`concurrency` has no meaning with trigger `once` and `schedule`',
  },
  {
    rule: '!has(self.ttl) || !has(self.trigger.once)',
    message:
      '`ttl` must not be given with trigger `once`: GitOps would make the deleted Job anew, and it would run again',
  },
  isNotShorter('maxTimeout'),
  isNotShorter('deadline'),
  {
    rule: every(
      'self.parameters',
      'one',
      `!has(one.env) || !${some('self.worker.env', 'other', 'other.name == one.env')}`,
    ),
    message: '`parameters` must not hold variables of `worker.env`',
  },
];

const trigger: Rule = {
  rule: '[has(self.once), has(self.schedule), has(self.keda), has(self.queue) || has(self.http)].filter(one, one).size() == 1',
  message: 'must have exactly one trigger; `queue` and `http` may stand together',
};

const onlyFor = (fields: readonly string[], types: readonly string[]): readonly Rule[] =>
  fields.map((field) => ({
    rule: `!has(self.${field}) || self.type in [${types.map((type) => `'${type}'`).join(', ')}]`,
    message: `\`${field}\` has a meaning only for type ${inWords(types)}`,
  }));

const parameter: readonly Rule[] = [
  ...onlyFor(['format', 'pattern', 'minLength', 'maxLength'], ['string']),
  ...onlyFor(['minimum', 'maximum'], ['integer', 'number']),
  ...[
    ['minLength', 'maxLength'],
    ['minimum', 'maximum'],
  ].map(([least, most]) => ({
    rule: `!has(self.${least}) || !has(self.${most}) || self.${least} <= self.${most}`,
    message: `\`${least}\` must be at most \`${most}\``,
  })),
  {
    // of `default`, which may be anything, a rule sees nothing
    rule: '!has(self.required) || !self.required || !has(self.from)',
    message: '`from` is never used where `required` is true',
  },
  { rule: '!has(self.env) || !has(self.arg)', message: '`arg` and `env` must not both be given' },
  {
    rule: "!has(self.arg) || self.arg.matches('^([^{]|[{][^}])*[{][}]([^{]|[{][^}])*$') || (self.type == 'boolean' && !self.arg.contains('{}'))",
    message: '`arg` must have `{}` once, where the value goes',
  },
];

const parameters: ChecksByPath = {
  parameters: {
    keys: ['name'],
    rules: ['env', 'arg'].map((field) => ({
      rule: `self.all(one, !has(one.${field}) || self.exists_one(other, has(other.${field}) && other.${field} == one.${field}))`,
      message: `must have an \`${field}\` each that is unique in the list`,
    })),
  },
  'parameters[]': { rules: parameter },
};

const retries: ChecksByPath = {
  retries: {
    rules: [
      {
        rule: `(has(self.limit) && self.limit > 0) || ${every('self.rules', 'one', "one.action != 'retry'")}`,
        message: '`rules` must not say `retry` where `limit` is 0',
      },
      {
        // Kubernetes takes 20, one of which is ours where disruptions do not count
        rule: "self.?disruptions.orValue('ignore') == 'count' || !has(self.rules) || size(self.rules) <= 19",
        message: '`rules` must be at most 19 where disruptions do not count',
      },
    ],
  },
  'retries.rules[]': { rules: [exactlyOne(['exitCodes', 'notExitCodes'])] },
};

/** The longest names that the objects of a trigger leave room for. */
const names: readonly Rule[] = [
  ['once', 54],
  ['schedule', 52],
  ['keda', 57],
].map(([kind, most]) => ({
  rule: `!has(self.spec.trigger.${kind}) || size(self.metadata.name) <= ${most}`,
  message: `\`metadata.name\` must be at most ${most} characters for trigger \`${kind}\``,
}));

const signal: ChecksByPath = {
  'trigger.keda.signal': {
    rules: [
      {
        rule: '!has(self.oasis)',
        message: 'must be something that KEDA can read: it has no scaler for Oasis',
      },
      {
        rule: '!has(self.redis) || !has(self.redis.consumerGroup)',
        message:
          'must be something that KEDA can read: it counts entries of a `consumerGroup` that were delivered or entries that were not, not both',
      },
    ],
  },
  'trigger.keda.signal.redis': { rules: [exactlyOne(['list', 'stream'])] },
};

/** What is checked of a JobTemplate beyond the schema of its policy. */
export const jobTemplateChecks: ChecksByPath = together(
  { '': { rules: names }, spec: { rules: spec } },
  below('spec.worker', pod('worker')),
  below('spec', together(parameters, retries, signal)),
  { 'spec.trigger': { rules: [trigger] } },
  Object.fromEntries(
    [
      'timeout',
      'maxTimeout',
      'deadline',
      'ttl',
      'trigger.keda.pollingInterval',
      'trigger.schedule.startingDeadline',
      'alerts.overdue.after',
    ].map((path) => [`spec.${path}`, positive]),
  ),
  {
    'spec.trigger.schedule.startingDeadline': {
      rules: [
        {
          rule: `${millisecondsOf('self')} >= 10000`,
          message: 'must be at least 10s, since Kubernetes looks every 10 seconds',
        },
      ],
    },
    'spec.alerts': {
      rules: ['failing', 'stuck', 'overdue'].map((alert) => ({
        rule: `!has(self.enabled) || self.enabled || !has(self.${alert})`,
        message: `\`${alert}\` has no meaning where \`enabled\` is false`,
      })),
    },
  },
);
