import type { Rule } from './rule.ts';

/** What can be wrong with a ClusterTemplate. */
export const clusterCodes = {
  'option-default': {
    severity: 'error',
    title: 'the default of an option is none of its values',
    help: 'Whoever says nothing gets the default, so it must be something that a user may say.',
  },
  'option-type': {
    severity: 'error',
    title: 'an option cannot set what it says',
    help: 'Amounts are set by numbers or choices, images by choices or texts with a pattern, variables by anything but maps.',
  },
  'option-unbounded': {
    severity: 'error',
    title: 'an option would let users take any amount or run any image',
    help: 'Amounts need `min` and `max`, texts that name an image need a `pattern`.',
  },
  'option-taken': {
    severity: 'error',
    title: 'two options have one name or change one thing',
    help: 'What a user asked for would depend on the order of the options; keep one of them.',
  },
  'gateway-owned': {
    severity: 'error',
    title: 'a pod of a cluster says what the gateway says itself',
    help: 'The addresses, credentials and ports of a cluster are its own; another value would break it or open it.',
  },
  'cluster-unbounded': {
    severity: 'error',
    title: 'nothing bounds the workers of a cluster',
    help: 'A client that adapts without a maximum has asked for thousands of pods before; name `workers.max`, a limit or a group.',
  },
  'cluster-over-quota': {
    severity: 'error',
    title: 'a cluster does not fit into a limit or a quota',
    help: 'An error where not even the usual cluster fits, a warning where its maximum of workers can never be had.',
  },
  'cluster-unreachable': {
    severity: 'warning',
    title: 'nobody can talk to the clusters',
    help: 'The gateway does not lead to their schedulers, and the NetworkPolicy lets nobody else in.',
  },
  'sampling-without-root': {
    severity: 'warning',
    title: 'a pod of a sampling cluster cannot read its SSH keys',
    help: 'The keys are mounted for root alone, as SSH demands; another user can be let in with `fsGroup`, if the image copies them.',
  },
} as const satisfies Record<string, Rule>;
