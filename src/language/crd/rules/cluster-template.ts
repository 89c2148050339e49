import { clusterDefaults } from '../../schema/cluster-defaults.ts';
import { network } from './network.ts';
import { pod } from './pod.ts';
import {
  at,
  below,
  type Checks,
  type ChecksByPath,
  every,
  millisecondsOf,
  positive,
  type Rule,
  together,
} from './rule.ts';

const amounts = ['cpu', 'memory'];

const ofDialects: readonly Rule[] = [
  {
    rule: "self.dialect == 'resaas' || !has(self.sampling)",
    message: '`sampling` has no meaning with dialect `dask`',
  },
  {
    rule: "self.dialect == 'dask' || !has(self.exposure) || !(has(self.exposure.scheduler) || has(self.exposure.dashboard))",
    message: '`exposure.scheduler` and `exposure.dashboard` have no meaning with dialect `resaas`',
  },
  {
    rule: "self.dialect == 'dask' || !has(self.workers) || !has(self.workers.adaptive)",
    message: '`workers.adaptive` has no meaning with dialect `resaas`',
  },
  {
    rule: "self.dialect == 'dask' || !(has(self.scheduler.start) || has(self.worker.start))",
    message: '`start` has no meaning with dialect `resaas`, which has no command line of its own',
  },
  {
    rule: `self.dialect == 'resaas' || ${every('self.options', 'one', "(!has(one.sets) || one.sets != 'setting') && !one.name.contains('.')")}`,
    message:
      '`options` must not set a `setting`, nor have dots in their names, with dialect `dask`',
  },
];

const bounds = [
  'self.?workers.?max.hasValue()',
  'self.worker.?placement.?onePerNode.orValue(false)',
  'has(self.group)',
  ...['perCluster', 'perUser', 'total'].flatMap((scope) =>
    amounts.map((one) => `self.?limits.?${scope}.?${one}.hasValue()`),
  ),
  'self.?limits.?total.?pods.hasValue()',
];

const acrossFields: readonly Rule[] = [
  {
    rule: bounds.join(' || '),
    message: '`workers.max` is required here: nothing else bounds the workers of a cluster',
  },
  {
    rule: `!has(self.group) || !(${['cpu', 'memory', 'pods'].map((one) => `self.?limits.?total.?${one}.hasValue()`).join(' || ')})`,
    message: '`limits.total` must hold `clusters` alone beside `group`, whose quota is the total',
  },
  {
    rule: '!has(self.perNode) || self.worker.?placement.?onePerNode.orValue(false)',
    message: '`perNode` must have `worker.placement.onePerNode: true` beside it',
  },
  {
    rule: '!self.worker.?placement.?onePerNode.orValue(false) || self.?workers.?min.orValue(0) == 0',
    message: '`workers.min` must be 0 with `worker.placement.onePerNode`: there may be fewer nodes',
  },
  {
    rule: '!self.scheduler.?placement.?onePerNode.orValue(false)',
    message: '`scheduler.placement.onePerNode` has no meaning: a cluster has one scheduler',
  },
];

const { dask, resaas } = clusterDefaults.startTimeout;
const startTimeout = `(has(self.startTimeout) ? ${millisecondsOf('self.startTimeout')} : duration(self.dialect == 'dask' ? '${dask}' : '${resaas}').getMilliseconds())`;

const ofTimes: Rule = {
  rule: `!has(self.maxLifetime) || ${millisecondsOf('self.maxLifetime')} > ${startTimeout}`,
  message: '`maxLifetime` must be longer than `startTimeout`, or no cluster is ever of use',
};

const linkLifetime: Checks = {
  rules: [
    ...(positive.rules ?? []),
    { rule: `${millisecondsOf('self')} <= ${7 * 86_400_000}`, message: 'must be at most 7d' },
  ],
};

const workers: readonly Rule[] = [
  {
    rule: '!has(self.max) || self.?min.orValue(0) <= self.max',
    message: '`min` must be at most `max`',
  },
  {
    rule: '!has(self.max) || self.?default.orValue(0) <= self.max',
    message: '`default` must be at most `max`',
  },
  {
    rule: '!has(self.default) || self.?min.orValue(0) <= self.default',
    message: '`default` must be at least `min`',
  },
];

const isNumber = "self.type in ['integer', 'number']";
const isScarce =
  "self.?sets.orValue('') in ['worker.cpu', 'worker.memory', 'scheduler.cpu', 'scheduler.memory', 'workers', 'workers.max', 'idleTimeout']";

const option: readonly Rule[] = [
  {
    rule: 'has(self.sets) != has(self.variable)',
    message: 'must have exactly one of `sets` and `variable`',
  },
  {
    rule: "(self.type == 'choice') == (has(self.choices) && size(self.choices) > 0)",
    message: '`choices` go with type `choice`, which needs at least one',
  },
  {
    rule: `${isNumber} || !(has(self.min) || has(self.max) || has(self.unit))`,
    message: '`min`, `max` and `unit` have a meaning only for types `integer` and `number`',
  },
  {
    rule: "self.type in ['string', 'map'] || !has(self.pattern)",
    message: '`pattern` has a meaning only for types `string` and `map`',
  },
  {
    rule: '!has(self.min) || !has(self.max) || self.min <= self.max',
    message: '`min` must be at most `max`',
  },
  {
    rule: `!(${isNumber}) || !(${isScarce}) || has(self.max)`,
    message: '`max` is required here: without it a user could ask for any amount',
  },
  {
    rule: "self.type != 'string' || !(self.?sets.orValue('') in ['image', 'worker.image', 'scheduler.image']) || has(self.pattern)",
    message: '`pattern` is required here: without it a user could run any image',
  },
  {
    rule: "self.?sets.orValue('') != 'env' || self.type == 'map'",
    message: '`type` must be `map` to set `env`',
  },
  {
    rule: "self.type != 'map' || self.?sets.orValue('') == 'env'",
    message: '`type` must not be `map` unless `sets` is `env`',
  },
];

/** What is checked of a ClusterTemplate beyond the schema of its policy. */
export const clusterTemplateChecks: ChecksByPath = together(
  { spec: { rules: [...ofDialects, ...acrossFields, ofTimes] } },
  below('spec.scheduler', pod('scheduler')),
  below('spec.worker', pod('worker')),
  below('spec.network', network),
  {
    'spec.sampling.results.linkLifetime': linkLifetime,
    'spec.workers': { rules: workers },
    'spec.options': { keys: ['name'] },
    'spec.options[]': { rules: option },
    'spec.options[].choices': { keys: ['name'] },
  },
  at(
    ['startTimeout', 'workerStartTimeout', 'maxLifetime', 'keepEnded'].map(
      (path) => `spec.${path}`,
    ),
    positive,
  ),
);
