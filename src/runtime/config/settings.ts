import { millis } from '../../model/units.ts';
import {
  choice,
  duration,
  type Form,
  kubernetesName,
  namespaceNames,
  text,
  whole,
} from './form.ts';

/** One setting: where it is written, what it may be, what it is without. */
export interface Setting<T = unknown> {
  /** In the configuration file, parts with a point between them. Flag and variable are made of it, see `flagOf` and `variableOf`. */
  readonly field: string;
  readonly form: Form<T>;
  readonly default: T;
  /** The unit, or what kind of value it is, for the table of the documentation. */
  readonly unit: string;
  /** One sentence for the documentation. */
  readonly about: string;
}

const setting = <T>(one: Setting<T>): Setting<T> => one;
const logLevel = choice('debug', 'info', 'warn', 'error');

/** Every setting of the controller, in the order of the documentation. Connections are described in connection-fields.ts. */
export const settings = {
  environment: setting({
    field: 'environment',
    form: text,
    default: '',
    unit: 'name',
    about: 'Environment that the policies were compiled for; it stands on every log line.',
  }),
  logLevel: setting<'debug' | 'info' | 'warn' | 'error'>({
    field: 'logLevel',
    form: logLevel,
    default: 'info',
    unit: 'level',
    about: 'How much is logged: `debug`, `info`, `warn` or `error`.',
  }),
  namespaces: setting<readonly string[]>({
    field: 'namespaces',
    form: namespaceNames,
    default: [],
    unit: 'names',
    about:
      'Namespaces whose policies are served. The compiler writes those that it gave rights in.',
  }),
  adminPort: setting({
    field: 'ports.admin',
    form: whole(1, 65_535),
    default: 8080,
    unit: 'port',
    about: '`/metrics`, `/healthz`, `/readyz` and `/v1/pools/…/decisions` are served here.',
  }),
  leaseNamespace: setting({
    field: 'lease.namespace',
    form: kubernetesName,
    default: 'roster',
    unit: 'name',
    about: 'Namespace of the Lease by which one of the replicas leads.',
  }),
  leaseName: setting({
    field: 'lease.name',
    form: kubernetesName,
    default: 'roster-controller',
    unit: 'name',
    about: 'Name of that Lease. Two controllers that serve the same namespaces must share it.',
  }),
  leaseDuration: setting({
    field: 'lease.duration',
    form: duration('5s', '5m'),
    default: millis(15_000),
    unit: 'duration',
    about: 'So long after its last renewal a leader counts as gone, and another takes over.',
  }),
  leaseRenewDeadline: setting({
    field: 'lease.renewDeadline',
    form: duration('2s', '4m'),
    default: millis(10_000),
    unit: 'duration',
    about:
      'A leader that could not renew for so long stops writing. Must be shorter than `lease.duration`.',
  }),
  leaseRetryPeriod: setting({
    field: 'lease.retryPeriod',
    form: duration('500ms', '1m'),
    default: millis(2_000),
    unit: 'duration',
    about:
      'Time between attempts to get or renew the Lease. Must be shorter than `lease.renewDeadline`.',
  }),
  kubeconfig: setting({
    field: 'kube.config',
    form: text,
    default: '',
    unit: 'path',
    about:
      'A kubeconfig file, for a controller outside of its cluster. Empty: the service account of the pod.',
  }),
  kubeRate: setting({
    field: 'kube.requestsPerSecond',
    form: whole(1, 1_000),
    default: 50,
    unit: 'requests per second',
    about:
      'Requests to the API server on average. Changes of numbers have as many for themselves; renewing the Lease waits for neither.',
  }),
  kubeBurst: setting({
    field: 'kube.burst',
    form: whole(1, 10_000),
    default: 100,
    unit: 'requests',
    about: 'Requests that may go out at once after a quiet time.',
  }),
  kubeTimeout: setting({
    field: 'kube.timeout',
    form: duration('1s', '5m'),
    default: millis(10_000),
    unit: 'duration',
    about: 'A request to the API server that takes longer is given up and made again.',
  }),
  relist: setting({
    field: 'kube.relist',
    form: duration('30s', '24h'),
    default: millis(600_000),
    unit: 'duration',
    about:
      'Everything that is watched is also read anew so often, in case a watch missed something.',
  }),
  ledgerSize: setting({
    field: 'ledger.entries',
    form: whole(1, 1_000),
    default: 10,
    unit: 'decisions',
    about: 'Decisions that are kept of each pool, for `roster why`.',
  }),
  oasisPoll: setting({
    field: 'oasis.poll',
    form: duration('1s', '1h'),
    default: millis(30_000),
    unit: 'duration',
    about: 'How often an Oasis platform without a websocket, or with a silent one, is asked.',
  }),
  oasisSilence: setting({
    field: 'oasis.silence',
    form: duration('10s', '1h'),
    default: millis(180_000),
    unit: 'duration',
    about: 'A websocket that has said nothing for so long is opened anew, and the platform polled.',
  }),
  grace: setting({
    field: 'shutdown.grace',
    form: duration('1s', '10m'),
    default: millis(25_000),
    unit: 'duration',
    about:
      'Time to finish writes and give the Lease back when told to stop. Must be shorter than the `terminationGracePeriodSeconds` of the pod.',
  }),
} as const;

export type Settings = {
  readonly [K in keyof typeof settings]: (typeof settings)[K] extends Setting<infer T> ? T : never;
};

/** `lease.renewDeadline` is `--lease-renew-deadline`. */
export function flagOf({ field }: Pick<Setting, 'field'>): string {
  return `--${wordsOf(field).join('-')}`;
}

/** `lease.renewDeadline` is `ROSTER_LEASE_RENEW_DEADLINE`. */
export function variableOf({ field }: Pick<Setting, 'field'>): string {
  return `ROSTER_${wordsOf(field).join('_').toUpperCase()}`;
}

function wordsOf(field: string): readonly string[] {
  return field.replaceAll(/[A-Z]/g, (letter) => `.${letter.toLowerCase()}`).split('.');
}
