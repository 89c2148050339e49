import { workerDefaults } from '../../schema/defaults.ts';
import { labels } from './labels.ts';
import { network } from './network.ts';
import { pod } from './pod.ts';
import {
  absent,
  below,
  type Checks,
  type ChecksByPath,
  every,
  millisecondsOf,
  positive,
  type Rule,
  some,
  time,
  together,
} from './rule.ts';
import { scaling } from './scaling.ts';

/** A percentage that is not above all. */
const share: Checks = {
  rules: [
    {
      rule: "type(self) == int || string(self).matches('^0*([0-9]{1,2}|100)%$')",
      message: 'must be at most 100%',
    },
  ],
};

/** A number or a percentage that is nothing. */
const isNone = (field: string) => `(self.${field} == 0 || self.${field} == '0%')`;

const rollout: Checks = {
  rules: [
    {
      rule: `(has(self.recreate) && self.recreate) || !has(self.maxSurge) || !${isNone('maxSurge')} || (has(self.maxUnavailable) && !${isNone('maxUnavailable')})`,
      message:
        '`maxSurge` and `maxUnavailable` must not both be 0: no worker could ever be replaced',
    },
    {
      rule: '!has(self.recreate) || !self.recreate || !(has(self.maxSurge) || has(self.maxUnavailable))',
      message:
        '`maxSurge` and `maxUnavailable` have no effect with `recreate: true`, which stops all old pods first',
    },
  ],
};

const engine = "(has(self.engine) ? self.engine : 'auto')";

/** Engines that stop any worker, and pools that let them. */
const stopsAny = `(${engine} in ['git', 'hpa', 'keda'] || (has(self.scaling.victims) && self.scaling.victims == 'any') || !(has(self.scaling.idleness) || (has(self.scaling.signal) && has(self.scaling.signal.rabbitmq))))`;

const grace = `(has(self.worker.gracePeriod) ? ${millisecondsOf('self.worker.gracePeriod')} : duration('${workerDefaults.gracePeriod}').getMilliseconds())`;
const isInGrace = `${millisecondsOf('self.worker.longestTask')} <= ${grace}`;
const isMonitored = 'one.name == self.metrics.port';

const atMost = (field: string, most: string) =>
  `(${absent(field)} || ${millisecondsOf(field)} <= duration('${most}').getMilliseconds())`;

const ofKeda: readonly Rule[] = [
  {
    rule: `${engine} != 'keda' || !has(self.scaling.idleness)`,
    message: '`scaling.idleness` must not be given with `engine: keda`, which asks nobody',
  },
  {
    rule: `${engine} != 'keda' || self.scaling.mode != 'fixed' || (has(self.scaling.schedule) && size(self.scaling.schedule) > 0)`,
    message:
      '`engine` must not be `keda` in mode `fixed` without a schedule: a fixed number needs no autoscaler',
  },
  {
    rule: `!(${engine} in ['hpa', 'keda']) || (${atMost('self.scaling.hold', '1h')} && ${['up', 'down'].map((way) => atMost(`self.scaling.rates.${way}.per`, '30m')).join(' && ')})`,
    message:
      '`scaling.hold` must be at most 1h, and `rates` be for 30m at most, with `engine: keda` and `engine: hpa`',
  },
  {
    rule: `${engine} != 'keda' || self.scaling.mode != 'whileBusy' || !((has(self.scaling.min) && self.scaling.min > 0) || has(self.scaling.rates) || (has(self.scaling.schedule) && size(self.scaling.schedule) > 0))`,
    message:
      '`scaling` must have no `min`, `rates` and `schedule` in mode `whileBusy` with `engine: keda`: KEDA can switch between zero and a number, and knows nothing between',
  },
  {
    rule: `${engine} != 'keda' || ${absent('self.scaling.signal.redis.consumerGroup')}`,
    message:
      '`scaling.signal.redis.consumerGroup` must not be given with `engine: keda`, which counts entries that were delivered or entries that were not, not both',
  },
];

const spec: Checks = {
  rules: [
    {
      rule: "self.scaling.mode != 'share' || has(self.group)",
      message: "`group` is required by mode `share`: it is a share of a group's quota",
    },
    {
      rule: `${engine} != 'git' || (self.scaling.mode == 'fixed' && (!has(self.scaling.schedule) || size(self.scaling.schedule) == 0))`,
      message:
        '`engine` must be `git` only for mode `fixed` without a schedule: Git holds one number',
    },
    {
      rule: `self.scaling.mode == 'utilization' ? ${engine} in ['auto', 'hpa'] : ${engine} != 'hpa'`,
      message: '`engine` must be `hpa` only for mode `utilization`, and goes with no other there',
    },
    {
      rule: `${engine} != 'keda' || !(self.scaling.mode in ['deadline', 'perNode', 'platform', 'manual'])`,
      message: '`engine` must not be `keda` in a mode that KEDA cannot do',
    },
    {
      rule: `${engine} != 'keda' || ${every('self.scaling.schedule', 'window', '!has(window.atMost)')}`,
      message:
        "`schedule` must have no `atMost` with `engine: keda`: KEDA's cron triggers can only raise",
    },
    {
      rule: `!has(self.worker.longestTask) || !${stopsAny} || ${isInGrace}`,
      message:
        '`worker.gracePeriod` must be at least as long as the longest task where any worker may be stopped',
    },
    {
      rule: `!has(self.metrics) || ${some('self.worker.ports', 'one', isMonitored)} || ${some('self.worker.sidecars', 'sidecar', some('sidecar.ports', 'one', isMonitored))}`,
      message: '`metrics.port` must name a port of the worker or of a sidecar',
    },
    ...ofKeda,
    ...alertsOfModes(),
    ...['cpu', 'memory'].map(requested),
  ],
};

/** An HPA gives up on pods with a container that does not request what is measured. */
function requested(resource: string): Rule {
  const asks = (container: string) =>
    `(${['requests', 'limits'].map((kind) => `(!(${absent(`${container}.resources.${kind}`)}) && '${resource}' in ${container}.resources.${kind})`).join(' || ')})`;
  const isShare = `!(${absent(`self.scaling.${resource}.averageUtilization`)})`;
  return {
    rule: `!${isShare} || (${asks('self.worker')} && ${every('self.worker.sidecars', 'one', asks('one'))})`,
    message: `\`scaling.${resource}.averageUtilization\` needs a ${resource} request on every container`,
  };
}

function alertsOfModes() {
  return [
    {
      rule: "!has(self.alerts) || !has(self.alerts.atMax) || !(self.scaling.mode in ['fixed', 'whileBusy'])",
      message:
        '`alerts.atMax` has no meaning in mode `fixed` and `whileBusy`: there the maximum is no sign of trouble',
    },
    ...['signalStale', 'backlogNotDraining'].map((alert) => ({
      rule: `!has(self.alerts) || !has(self.alerts.${alert}) || has(self.scaling.signal)`,
      message: `\`alerts.${alert}\` has no meaning for a pool without a signal`,
    })),
  ];
}

const alertNames = ['backlogNotDraining', 'atMax', 'signalStale', 'notReady'];

/** What is checked of a WorkerPool beyond the schema of its policy. */
export const workerPoolChecks: ChecksByPath = together(
  { spec },
  below('spec.worker', pod('worker')),
  below('spec.scaling', scaling),
  below('spec.network', network),
  labels('spec.worker.selector'),
  {
    'spec.worker.longestTask': time,
    'spec.worker.rollout': rollout,
    'spec.worker.rollout.maxUnavailable': share,
    'spec.disruption.maxUnavailable': share,
    'spec.disruption.minAvailable': share,
    'spec.worker.selector': {
      rules: [
        {
          rule: 'size(self) > 0',
          message: 'must have at least one label, an empty one selects every pod there is',
        },
      ],
    },
    'spec.metrics.interval': positive,
    'spec.metrics.timeout': positive,
    'spec.metrics': {
      rules: [
        {
          rule: `!has(self.timeout) || (has(self.interval) && ${millisecondsOf('self.timeout')} <= ${millisecondsOf('self.interval')})`,
          message: '`timeout` must be at most `interval`',
        },
      ],
    },
    'spec.alerts': {
      rules: alertNames.map((alert) => ({
        rule: `!has(self.enabled) || self.enabled || !has(self.${alert})`,
        message: `\`${alert}\` has no meaning where \`enabled\` is false`,
      })),
    },
    'spec.alerts.labels': {
      rules: [
        {
          rule: "self.all(key, key.matches('^[a-zA-Z_][a-zA-Z0-9_]*$') && !key.startsWith('__') && size(key) <= 1000)",
          message:
            'must have labels of Prometheus as keys: letters, digits and _, not a digit first, nor __',
        },
      ],
    },
  },
);
