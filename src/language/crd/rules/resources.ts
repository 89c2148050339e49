import { domainName } from './labels.ts';
import { type Checks, type ChecksByPath, every, some, together } from './rule.ts';

const hugePages = '^hugepages-[0-9]+[KMG]i$';
/**
 * The API server writes 1e999999999 out when it reads it as a quantity, in gigabytes and minutes. The pattern of
 * quantities refuses that, and rules are asked all the same.
 */
const isEndless = (quantity: string) => `string(${quantity}).matches('[eE].?[0-9]{3}')`;
const areEndless = ['requests', 'limits'].map((one) => isEndless(`self.${one}[name]`)).join(' || ');

/** A quantity is a text or a whole number. */
const compared =
  'quantity(string(self.requests[name])).compareTo(quantity(string(self.limits[name])))';

/** Huge pages, and everything with a domain but for what Kubernetes names itself. */
const isWholesale =
  "name.startsWith('hugepages-') || (name.contains('/') && !name.matches('^[^/]*kubernetes[.]io/'))";
const native = "['cpu', 'memory', 'ephemeral-storage']";

/** An amount that Kubernetes can count. */
export const amount: Checks = {
  rules: [
    {
      rule: `${isEndless('self')} || quantity(string(self)).compareTo(quantity('8Pi')) <= 0`,
      message: 'must be at most 8Pi, above which Kubernetes cannot count thousandths',
    },
  ],
};

/** Checks the requests and limits of a container. */
export const resources: ChecksByPath = together(
  {
    resources: {
      rules: [
        {
          rule: every(
            'self.requests',
            'name',
            `!has(self.limits) || !(name in self.limits) || ${isWholesale} || ${areEndless} || ${compared} <= 0`,
          ),
          message: 'must have `requests` that are at most the `limits`',
        },
        {
          rule: every(
            'self.requests',
            'name',
            `!(${isWholesale}) || (has(self.limits) && name in self.limits && (${areEndless} || ${compared} == 0))`,
          ),
          message:
            'must have limits equal to the requests of devices and huge pages, which are never shared',
        },
        {
          rule: `!(${someAmount("name.startsWith('hugepages-')")}) || ${someAmount("name == 'cpu' || name == 'memory'")}`,
          message: 'must have `cpu` or `memory` beside huge pages',
        },
      ],
    },
  },
  names('resources.requests'),
  names('resources.limits'),
);

function names(path: string): ChecksByPath {
  return {
    [path]: {
      rules: [
        {
          rule: `self.all(name, name in ${native} || name.matches('${hugePages}') || (name.matches('${domainName}') && name.indexOf('/') <= 244 && !name.startsWith('requests.')))`,
          message:
            'must have names like cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>',
        },
      ],
    },
    [`${path}.*`]: amount,
  };
}

function someAmount(holds: string): string {
  return `(${some('self.requests', 'name', holds)} || ${some('self.limits', 'name', holds)})`;
}
