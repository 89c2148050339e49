/** What may stand in a setting. `switch`: yes, true, t, y and 1, or no, false, f, n and 0, in any letter case. */
export type SettingForm =
  | 'text'
  | 'required'
  | 'host'
  | 'port'
  | 'portOrNone'
  | 'count'
  | 'switch'
  | 'cluster'
  | 'level'
  | 'duration';

/** A setting of the worker controller, or one of ours beside them. */
export interface DropInSetting {
  readonly flag: string;
  readonly variable: string;
  readonly form: SettingForm;
  readonly default?: string;
  /** One sentence for the documentation. */
  readonly about: string;
}

const setting = <T extends DropInSetting>(one: T): T => one;

/** Every setting of the drop-in, by the names the worker controller has for them; the last three are ours. */
export const dropInSettings = {
  apiHost: setting({
    flag: '--api-host',
    variable: 'OASIS_API_HOST',
    form: 'host',
    default: 'localhost',
    about: 'Host of the API; it may carry a path.',
  }),
  apiPort: setting({
    flag: '--api-port',
    variable: 'OASIS_API_PORT',
    form: 'portOrNone',
    default: '8000',
    about: 'Port of the API; empty text leaves it out of the URL.',
  }),
  apiSubpath: setting({
    flag: '--api-subpath',
    variable: 'OASIS_API_SUBPATH',
    form: 'text',
    default: '',
    about: 'Path before those of the API; the platform chart sets `api`.',
  }),
  websocketHost: setting({
    flag: '--websocket-host',
    variable: 'OASIS_WEBSOCKET_HOST',
    form: 'host',
    default: 'localhost',
    about: 'Host of the websocket.',
  }),
  websocketPort: setting({
    flag: '--websocket-port',
    variable: 'OASIS_WEBSOCKET_PORT',
    form: 'port',
    default: '8001',
    about: 'Port of the websocket.',
  }),
  secure: setting({
    flag: '--secure',
    variable: 'OASIS_API_SECURE',
    form: 'switch',
    default: 'false',
    about: 'Uses https and wss.',
  }),
  oidc: setting({
    flag: '--oidc',
    variable: 'OASIS_USE_OIDC',
    form: 'switch',
    default: 'false',
    about: 'Logs in with client credentials instead of user and password.',
  }),
  username: setting({
    flag: '--username_or_id',
    variable: 'OASIS_SERVICE_USERNAME_OR_ID',
    form: 'required',
    about: 'User name, or client id with OIDC.',
  }),
  password: setting({
    flag: '--password_or_secret',
    variable: 'OASIS_SERVICE_PASSWORD_OR_SECRET',
    form: 'required',
    about: 'Password, or client secret with OIDC.',
  }),
  namespace: setting({
    flag: '--namespace',
    variable: 'OASIS_CLUSTER_NAMESPACE',
    form: 'text',
    default: 'default',
    about: 'The namespace whose Deployments are served.',
  }),
  limit: setting({
    flag: '--limit',
    variable: 'OASIS_TOTAL_WORKER_LIMIT',
    form: 'count',
    default: '0',
    about: 'Most workers of all models together; 0 is no limit.',
  }),
  prioritizedModelsLimit: setting({
    flag: '--prioritized-models-limit',
    variable: 'OASIS_PRIORITIZED_MODELS_LIMIT',
    form: 'count',
    default: '0',
    about: 'So many of the highest distinct priorities of busy models are served; 0 is all.',
  }),
  cluster: setting({
    flag: '--cluster',
    variable: 'CLUSTER',
    form: 'cluster',
    default: 'in',
    about: '`in` uses the service account of the pod, `local` the kubeconfig of the user.',
  }),
  continueUpdateScaling: setting({
    flag: '--continue-update-scaling',
    variable: 'OASIS_CONTINUE_UPDATE_SCALING',
    form: 'switch',
    default: 'false',
    about: 'Reads the scaling settings of every model again for every snapshot.',
  }),
  neverShutdownFixedWorkers: setting({
    flag: '--never-shutdown-fixed-workers',
    variable: 'OASIS_NEVER_SHUTDOWN_FIXED_WORKERS',
    form: 'switch',
    default: 'false',
    about: 'Keeps models of FIXED_WORKERS up while they are idle.',
  }),
  logLevel: setting({
    flag: '--log-level',
    variable: 'OASIS_LOGLEVEL',
    form: 'level',
    default: 'INFO',
    about: 'DEBUG, INFO, WARNING, ERROR or CRITICAL.',
  }),
  grace: setting({
    flag: '--idle-grace',
    variable: 'ROSTER_OASIS_GRACE',
    form: 'duration',
    default: '20s',
    about: 'How long an idle model keeps its workers.',
  }),
  pollEvery: setting({
    flag: '--poll-every',
    variable: 'ROSTER_OASIS_POLL',
    form: 'duration',
    default: '30s',
    about: 'How often the API is asked while the websocket is silent.',
  }),
  adminPort: setting({
    flag: '--admin-port',
    variable: 'ROSTER_OASIS_ADMIN_PORT',
    form: 'port',
    default: '8080',
    about: '`/metrics`, `/healthz`, `/readyz` and `/v1/pools` are served here.',
  }),
  caFile: setting({
    flag: '--ca-file',
    variable: 'ROSTER_OASIS_CA_FILE',
    form: 'text',
    default: '',
    about: 'File of certificates to trust instead of the system’s, PEM; empty for those.',
  }),
} as const;

export type DropInSettingName = keyof typeof dropInSettings;
