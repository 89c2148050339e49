import { labels } from './labels.ts';
import { below, type ChecksByPath, together } from './rule.ts';

const pods = 'has(self.namespace) || has(self.namespaceLabels) || has(self.podLabels)';

const peer: ChecksByPath = together(
  {
    '': {
      rules: [
        {
          rule: `has(self.cidr) || ${pods}`,
          message:
            '`namespace`, `namespaceLabels`, `podLabels` or `cidr` is required, else nobody is named',
        },
        {
          rule: `!has(self.cidr) || !(${pods})`,
          message:
            '`cidr` must not stand beside `namespace`, `namespaceLabels` and `podLabels`: a peer is pods or addresses',
        },
        {
          rule: '!has(self.except) || !has(self.cidr) || !isCIDR(self.cidr) || self.except.all(one, !isCIDR(one) || (cidr(self.cidr).containsCIDR(one) && cidr(one).prefixLength() > cidr(self.cidr).prefixLength()))',
          message: '`except` must be parts of `cidr`',
        },
        {
          rule: '!has(self.except) || size(self.except) == 0 || has(self.cidr)',
          message: '`except` goes with `cidr`: it takes a part of its addresses away',
        },
      ],
    },
    cidr: {
      maxLength: 43,
      rules: [
        {
          rule: 'isCIDR(self) && cidr(self) == cidr(self).masked()',
          message: 'must be a block of addresses without bits beyond its prefix',
        },
      ],
    },
    'except[]': {
      maxLength: 43,
      rules: [
        {
          rule: 'isCIDR(self) && cidr(self) == cidr(self).masked()',
          message: 'must be a block of addresses without bits beyond its prefix',
        },
      ],
    },
    'ports[]': {
      rules: [
        {
          rule: '!has(self.endPort) || (has(self.port) && type(self.port) == int && self.endPort >= self.port)',
          message: '`endPort` must be at least `port`, which must be a number',
        },
      ],
    },
  },
  labels('namespaceLabels'),
  labels('podLabels'),
);

/** What is checked of `spec.network`. */
export const network: ChecksByPath = together(below('egress[]', peer), below('ingress[]', peer));
