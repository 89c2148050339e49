import type { ChecksByPath, Rule } from './rule.ts';

const desired = (of: string) => `${of}.?desired.orValue('Started')`;

/** What has been said of a cluster once stays so: pods are named and counted by it. */
const fixed = (field: string): Rule => ({
  rule: `has(self.${field}) == has(oldSelf.${field}) && (!has(self.${field}) || self.${field} == oldSelf.${field})`,
  message: `\`${field}\` must not change`,
});

const spec: readonly Rule[] = [
  fixed('template'),
  fixed('owner'),
  fixed('jobId'),
  {
    rule: `${desired('oldSelf')} != 'Stopped' || ${desired('self')} == 'Stopped'`,
    message: '`desired` must stay `Stopped`: what has ended is never started again',
  },
  {
    rule: `${desired('self')} != 'Pending' || ${desired('oldSelf')} == 'Pending'`,
    message: '`desired` must not go back to `Pending`',
  },
];

const workers: readonly Rule[] = [
  {
    rule: 'self.wanted == oldSelf.wanted || !(has(self.adaptive) && has(oldSelf.adaptive))',
    message: '`wanted` must not change while `adaptive` moves the number: remove that first',
  },
  {
    rule: '!has(self.limit) || self.wanted <= self.limit',
    message: '`wanted` must be at most `limit`',
  },
  {
    rule: '!has(self.limit) || self.?adaptive.?minimum.orValue(0) <= self.limit && self.?adaptive.?maximum.orValue(0) <= self.limit',
    message: '`adaptive` must be within `limit`',
  },
  {
    rule: '!self.?adaptive.?maximum.hasValue() || self.adaptive.?minimum.orValue(0) <= self.adaptive.maximum',
    message: '`adaptive.minimum` must be at most `adaptive.maximum`',
  },
];

/** What is checked of a WorkerCluster beyond its schema. */
export const workerClusterChecks: ChecksByPath = {
  spec: { rules: spec },
  'spec.workers': { rules: workers },
};
