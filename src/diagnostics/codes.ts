import type { Severity } from './diagnostic.ts';

interface Rule {
  readonly severity: Severity;
  /** What the rule says, in a few words; SARIF's short description and the heading in the reference. */
  readonly title: string;
  /** Why the rule is there and what to do, for the reference and SARIF's help. */
  readonly help: string;
}

/** Every diagnostic there is. The anchor in `docs/reference/diagnostics.md` is the code itself. */
export const codes = {
  // reading
  'no-policies': {
    severity: 'error',
    title: 'there is nothing to compile',
    help: 'An empty or missing policy folder would delete everything in dist/; name the right folder with --policies.',
  },
  'unreadable-file': {
    severity: 'error',
    title: 'a file cannot be read',
    help: 'Every file of the policy folder is read; make it readable or move it out.',
  },
  'file-too-large': {
    severity: 'error',
    title: 'a file is larger than 1 MiB',
    help: 'A policy is a page of text; split generated files.',
  },
  'link-leaves-tree': {
    severity: 'error',
    title: 'a symbolic link leads out of the policy folder',
    help: 'What is compiled must be in the folder that is reviewed; copy the file into it.',
  },
  'yaml-syntax': {
    severity: 'error',
    title: 'the file is not YAML 1.2',
    help: 'The message says what was expected at the marked place.',
  },
  'duplicate-key': {
    severity: 'error',
    title: 'a key stands twice in one map',
    help: 'Readers disagree on which one counts; remove one.',
  },
  'alias-not-allowed': {
    severity: 'error',
    title: 'anchors, aliases and merge keys are not part of the policy language',
    help: 'Write the value out, or put what policies share into a Profile.',
  },
  'tag-not-allowed': {
    severity: 'error',
    title: 'YAML tags are not part of the policy language',
    help: 'Remove the tag; put quotes around a text.',
  },
  'key-not-text': {
    severity: 'error',
    title: 'a key of a map is not a text',
    help: 'Put the key in quotes.',
  },
  'unsafe-integer': {
    severity: 'error',
    title: 'an integer is larger than 2^53 and would lose digits',
    help: 'Put it in quotes if the field is a text; no number field needs one this large.',
  },
  'infinite-number': {
    severity: 'error',
    title: 'a number that JSON does not have',
    help: 'Infinity and not-a-number (.inf, .nan, 1e999) have no place in a policy; leave the field out.',
  },
  'ambiguous-text': {
    severity: 'error',
    title: 'a text that YAML 1.1 readers take for something else',
    help: 'Put it in quotes, so that every tool that reads the file sees the same text.',
  },
  // the shape of a policy
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
    title: 'a field that the scaling mode does not use',
    help: 'Remove it, or choose a mode that has it.',
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
    help: 'The selector labels, the container named worker and the pod priority are set by the policy itself.',
  },
  // rules across fields and files
  'duplicate-policy': {
    severity: 'error',
    title: 'two policies of one kind have the same name',
    help: 'Rename one of them.',
  },
  'name-collision': {
    severity: 'error',
    title: 'two policies want the same object in the cluster',
    help: 'Rename one of them, or map their namespaces apart.',
  },
  'two-owners': {
    severity: 'error',
    title: 'two policies own one Deployment',
    help: 'Exactly one policy may own a Deployment; remove or rename the other.',
  },
  'series-collision': {
    severity: 'error',
    title: 'two pools record the same Prometheus series',
    help: 'The HyperFlow formulas name their series by pool alone; rename one pool or use the default formula.',
  },
  'name-too-long': {
    severity: 'error',
    title: 'a derived name or label is too long',
    help: 'Shorten the policy name; the message says by how much.',
  },
  'unknown-reference': {
    severity: 'error',
    title: 'a reference to nothing',
    help: 'Name something that exists, or add it.',
  },
  'ambiguous-connection': {
    severity: 'error',
    title: 'a signal does not say which connection it uses',
    help: 'Name the connection, since the environment has several of its kind.',
  },
  'min-over-max': {
    severity: 'error',
    title: 'the minimum is above the maximum',
    help: 'Lower the one or raise the other.',
  },
  'quota-below-minimum': {
    severity: 'error',
    title: 'the minima of the pools of a group exceed its quota',
    help: 'Lower the minima or raise the quota.',
  },
  'quota-below-worker': {
    severity: 'error',
    title: 'a quota cannot hold one worker plus one surge pod',
    help: 'Raise the quota or make the worker smaller.',
  },
  'quota-needs-request': {
    severity: 'error',
    title: 'a worker under a quota does not request the resource',
    help: 'The API server refuses such pods; add the request.',
  },
  'no-budget': {
    severity: 'warning',
    title: 'a HyperFlow pool has no quota',
    help: 'The share formula needs a budget: without one the pool never scales. Add a CapacityGroup to the namespace.',
  },
  'engine-cannot': {
    severity: 'error',
    title: 'the engine cannot do what the policy says',
    help: 'Use engine: runtime or auto, or change the field named.',
  },
  'runtime-disabled': {
    severity: 'error',
    title: 'a pool needs the runtime, and the environment has switched it off',
    help: 'Enable the runtime, or change the pool so that KEDA can do it.',
  },
  'schedule-cap-on-keda': {
    severity: 'error',
    title: 'a schedule caps a pool that KEDA scales',
    help: "KEDA's cron triggers can only raise; use engine: runtime for atMost.",
  },
  'fallback-to-zero': {
    severity: 'error',
    title: 'a lost signal would scale the pool to zero',
    help: 'A gap is not a zero; hold, or name a number above zero.',
  },
  'grace-too-short': {
    severity: 'error',
    title: 'the grace period is shorter than the longest task',
    help: 'A worker that is stopped mid-task loses its work; raise gracePeriod.',
  },
  'drain-blocked': {
    severity: 'warning',
    title: 'no node with a worker on it can be drained',
    help: 'The disruption budget never lets a worker go, so that every drain and every upgrade of a node waits for ever; let at least one worker go.',
  },
  'unused-profile': {
    severity: 'warning',
    title: 'a profile that no policy uses',
    help: 'Remove it, or name it in a policy.',
  },
  'unused-override': {
    severity: 'error',
    title: 'an override that applies to nothing',
    help: 'It names a policy that does not exist; remove it or correct the name.',
  },
  // the HyperFlow dialect
  'hyperflow-value': {
    severity: 'error',
    title: 'a HyperFlow WorkerPool has a value its operator would refuse or misread',
    help: 'The message says what the operator would do with it.',
  },
} as const satisfies Record<string, Rule>;

export type Code = keyof typeof codes;

/** The severity a code has unless a dialect softens it. */
export function severityOf(code: Code): Severity {
  return codes[code].severity;
}
