import type { Rule } from './rule.ts';

/** What can be wrong with the shape of a policy. */
export const shapeCodes = {
  'not-a-policy': {
    severity: 'error',
    title: 'a document is not a policy',
    help: 'A policy is a map with apiVersion, kind, metadata and spec.',
  },
  'unknown-api-version': {
    severity: 'error',
    title: 'an apiVersion that Roster does not read',
    help: 'Policies have apiVersion roster.dev/v1alpha1.',
  },
  'unknown-kind': {
    severity: 'error',
    title: 'a kind that Roster does not read',
    help: 'See the reference for the kinds there are.',
  },
  'unknown-field': {
    severity: 'error',
    title: 'a field that the kind does not have',
    help: 'A misspelt field would silently do nothing.',
  },
  'missing-field': {
    severity: 'error',
    title: 'a required field is missing',
    help: 'Add the field.',
  },
  'wrong-value': {
    severity: 'error',
    title: 'a value breaks the rule of its field',
    help: 'The message states the rule and the value found.',
  },
  'field-not-in-mode': {
    severity: 'error',
    title: 'a field that the scaling mode, the dialect or the type does not use',
    help: 'Remove it, or choose a mode, dialect or type that has it.',
  },
  'conflicting-fields': {
    severity: 'error',
    title: 'two fields contradict each other',
    help: 'Keep one of them.',
  },
  'invalid-duration': {
    severity: 'error',
    title: 'not a duration',
    help: 'Durations are written like 90s, 2m30s, 15m, 2h.',
  },
  'invalid-quantity': {
    severity: 'error',
    title: 'not a Kubernetes quantity',
    help: 'Quantities are written like 500m, 1.5, 512Mi, 524288000.',
  },
  'invalid-name': {
    severity: 'error',
    title: 'not a valid Kubernetes name',
    help: 'Names are lower-case letters, digits and -, and start and end with a letter or digit.',
  },
  'invalid-label': {
    severity: 'error',
    title: 'not a valid label',
    help: 'The API server would refuse every object that carries it.',
  },
  'label-owned': {
    severity: 'error',
    title: 'a label that Roster keeps to itself',
    help: 'The labels app.kubernetes.io/name, managed-by and part-of and all of roster.dev/ tell whose an object is; another value would be overwritten without a word.',
  },
  'invalid-port': {
    severity: 'error',
    title: 'not a port',
    help: 'Ports are 1 to 65535, or the name of a declared port.',
  },
  'invalid-cron': {
    severity: 'error',
    title: 'not a cron expression',
    help: 'Five fields: minute, hour, day of month, month, day of week.',
  },
  'invalid-timezone': {
    severity: 'error',
    title: 'not an IANA time zone',
    help: 'Time zones are written like Europe/Warsaw or Etc/UTC.',
  },
  'invalid-promql': {
    severity: 'error',
    title: 'not a PromQL expression',
    help: 'The marked place is where the expression stops making sense.',
  },
  'invalid-image': {
    severity: 'error',
    title: 'not an image reference',
    help: 'Images are written like registry.example.org/team/worker:1.4.2.',
  },
  'invalid-url': {
    severity: 'error',
    title: 'not a URL of the right kind',
    help: 'The message names the scheme that is expected.',
  },
  'image-not-pinned': {
    severity: 'warning',
    title: 'an image without a tag, or with latest',
    help: 'What runs would change without a change in Git; name a tag or a digest.',
  },
  'plain-text-credentials': {
    severity: 'error',
    title: 'a credential in plain text',
    help: 'Git remembers; put it in a Secret and refer to it with valueFrom.secretKeyRef.',
  },
  'podtemplate-owned': {
    severity: 'error',
    title: 'podTemplate changes something that Roster owns',
    help: 'The selector labels, the main container and the priority of the pod are set by the policy itself.',
  },
} as const satisfies Record<string, Rule>;
