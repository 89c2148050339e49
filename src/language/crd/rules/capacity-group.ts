import { domainName } from './labels.ts';
import { amount } from './resources.ts';
import { at, type ChecksByPath } from './rule.ts';

const amounts = [
  'has(self.cpu)',
  'has(self.memory)',
  'has(self.pods)',
  '(has(self.extended) && size(self.extended) > 0)',
  '(has(self.limits) && (has(self.limits.cpu) || has(self.limits.memory)))',
];

/** What is checked of a CapacityGroup beyond the schema of its policy. */
export const capacityGroupChecks: ChecksByPath = {
  ...at(
    ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'extended.*'].map(
      (path) => `spec.quota.${path}`,
    ),
    amount,
  ),
  'spec.quota': {
    rules: [{ rule: amounts.join(' || '), message: 'must hold at least one amount, got none' }],
  },
  'spec.quota.extended': {
    rules: [
      {
        rule: `self.all(name, name.matches('${domainName}') && name.indexOf('/') <= 244 && !name.startsWith('requests.'))`,
        message: 'must have names with a domain, like nvidia.com/gpu',
      },
    ],
  },
  'spec.priorityClass.name': {
    maxLength: 181,
    rules: [
      {
        rule: "!self.startsWith('system-')",
        message: 'must not start with system-, which Kubernetes keeps to itself',
      },
    ],
  },
};
