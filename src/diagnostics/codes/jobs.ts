import type { Rule } from './rule.ts';

/** What can be wrong with a JobTemplate alone. */
export const jobCodes = {
  'field-not-in-trigger': {
    severity: 'error',
    title: 'a field that the trigger of a job does not use',
    help: 'Remove it, or choose a trigger that has it.',
  },
  'ttl-on-once': {
    severity: 'error',
    title: 'a Job that runs once would be deleted after a time',
    help: 'Argo CD and Flux would find it missing, make it anew, and it would run again, for ever. A Job of trigger once stays until what it runs is changed or the policy is removed.',
  },
  'image-not-allowed': {
    severity: 'error',
    title: 'the image of a job is not among those it allows',
    help: 'The image of the policy follows the same rule as those that requests name; correct the image or the patterns in images.allow.',
  },
  'invalid-image-pattern': {
    severity: 'error',
    title: 'not a pattern of images',
    help: 'A pattern names a registry and a repository, like registry.example.org/flow/**; * stands within one segment but the first, ** is the last segment.',
  },
  'invalid-pattern': {
    severity: 'error',
    title: 'not a regular expression that values can be checked with',
    help: 'The runtime checks values that strangers send: the expression must be one of JavaScript without look-around and back-references, and no text may keep it busy for long.',
  },
  'parameter-default': {
    severity: 'error',
    title: 'the default of a parameter breaks its own rules',
    help: 'Correct the default or the rules of the parameter.',
  },
  'parameter-cycle': {
    severity: 'error',
    title: 'parameters take their values from each other in a circle',
    help: 'Let one of them have a default instead.',
  },
  'parameter-without-value': {
    severity: 'error',
    title: 'a parameter is required, and nobody gives it',
    help: 'Only requests over a queue or HTTP bring values; give the parameter a default.',
  },
  'jobs-over-quota': {
    severity: 'warning',
    title: 'a job may start more than the quota of its group holds',
    help: 'Kubernetes makes no pod that is over a quota: Jobs are there and wait. Lower concurrency or parallelism, or raise the quota.',
  },
  'requests-shared': {
    severity: 'error',
    title: 'the requests of a job template are answered by somebody else, too',
    help: 'A path belongs to one JobTemplate, with all that is below it, and some are of the gateway itself. A queue may serve several only in dialect roster, whose requests name their template.',
  },
} as const satisfies Record<string, Rule>;
