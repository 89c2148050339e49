import type { Rule } from './rule.ts';

/** What can be wrong between fields and between files. */
export const ruleCodes = {
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
    title: 'a policy does not say which connection it uses',
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
    title: 'a quota cannot hold what has to run at the same time',
    help: 'A pool needs room for one worker plus one surge pod, a job for one pod. Raise the quota or make the worker smaller.',
  },
  'quota-needs-request': {
    severity: 'error',
    title: 'a container under a quota does not say what it takes of the resource',
    help: 'The API server refuses such pods; add the request, or the limit where the quota is one of limits.',
  },
  'no-budget': {
    severity: 'warning',
    title: 'a HyperFlow pool has no quota',
    help: 'The share formula needs a budget: without one the pool never scales. Add a CapacityGroup to the namespace.',
  },
  'engine-cannot': {
    severity: 'error',
    title: 'the engine cannot do what the policy says',
    help: 'Of a pool use engine: runtime or auto, of a job another trigger, or change the field named.',
  },
  'runtime-disabled': {
    severity: 'error',
    title: 'a policy needs the runtime, and the environment has switched it off',
    help: 'Enable the runtime, or change the policy so that KEDA can do it; clusters are made by the runtime alone.',
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
} as const satisfies Record<string, Rule>;
