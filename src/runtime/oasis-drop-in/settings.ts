import { type Millis, millis, parseDuration } from '../../model/units.ts';
import type { Problem } from '../config/problem.ts';
import type { LogLevel } from '../create-log.ts';
import type { OasisCredentials } from '../signals/oasis/access.ts';
import { type DropInSettingName, dropInSettings } from './setting-table.ts';
import { type AllWritten, type DropInEnvironment, readWritten } from './written-settings.ts';

/** What the worker controller's own settings say. */
export interface DropInSettings {
  /** Of the API, with its path and without a slash at the end. */
  readonly url: string;
  readonly websocketUrl: string;
  readonly credentials: OasisCredentials;
  readonly caFile?: string;
  readonly namespace: string;
  /** 0 is none. */
  readonly totalLimit: number;
  /** 0 is all. */
  readonly priorityLevels: number;
  readonly cluster: 'in' | 'local';
  readonly continueUpdateScaling: boolean;
  readonly neverShutdownFixedWorkers: boolean;
  readonly logLevel: LogLevel;
  readonly grace: Millis;
  readonly pollEvery: Millis;
  readonly adminPort: number;
}

export type ReadDropInSettings =
  | { readonly ok: true; readonly settings: DropInSettings }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Whether somebody swapped the image: the service account of the worker controller is given, and no configuration of ours. */
export function isDropIn(argv: readonly string[], env: DropInEnvironment): boolean {
  const { username } = dropInSettings;
  const ours = argv.some((arg) => /^--config(=|$)/.test(arg));
  const flagged = argv.some((arg) => /^--username[_-]or[_-]id(=|$)/.test(arg));
  return !ours && (flagged || (env[username.variable] ?? '') !== '');
}

/** Reads the settings; the command line beats the environment. Problems name the setting and never hold its secret. */
export function readOasisSettings(
  argv: readonly string[],
  env: DropInEnvironment,
): ReadDropInSettings {
  const problems: Problem[] = [];
  const { read, urlOf } = createReader(readWritten(argv, env, problems), problems);
  const scheme = read('secure', switchOf, false) ? 's' : '';
  const subpath = read('apiSubpath', anyText, '');
  const kind = read('oidc', switchOf, false) ? 'oidc' : 'simple';
  const caFile = read('caFile', anyText, '');
  const settings: DropInSettings = {
    url: urlOf(`http${scheme}`, 'apiHost', 'apiPort', subpath),
    websocketUrl: urlOf(`ws${scheme}`, 'websocketHost', 'websocketPort', ''),
    credentials: credentialsOf(
      kind,
      read('username', required, ''),
      read('password', required, ''),
    ),
    ...(caFile === '' ? {} : { caFile }),
    namespace: read('namespace', namespaceOf, ''),
    totalLimit: read('limit', countOf, 0),
    priorityLevels: read('prioritizedModelsLimit', countOf, 0),
    cluster: read('cluster', clusterOf, 'in'),
    continueUpdateScaling: read('continueUpdateScaling', switchOf, false),
    neverShutdownFixedWorkers: read('neverShutdownFixedWorkers', switchOf, false),
    logLevel: read('logLevel', levelOf, 'info'),
    grace: read('grace', parseDuration, millis(0)),
    pollEvery: read('pollEvery', pauseOf, millis(0)),
    adminPort: Number(read('adminPort', portOf, '')),
  };
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

/** Reads single settings and collects what is wrong with them. */
function createReader(written: AllWritten, problems: Problem[]) {
  /** `instead` is what a wrong one counts as, while the rest is read for its problems. */
  const read = <T>(name: DropInSettingName, parse: (text: string) => T | undefined, instead: T) => {
    const { variable, flag, form } = dropInSettings[name];
    const given = textOf(name, written);
    const value = given.text === undefined ? undefined : parse(given.text);
    if (value !== undefined) return value;
    const where = given.where ?? variable;
    problems.push({ where, message: expected[form], help: `set ${flag} or ${variable}` });
    return instead;
  };
  const urlOf = (
    scheme: string,
    host: 'apiHost' | 'websocketHost',
    port: 'apiPort' | 'websocketPort',
    subpath: string,
  ): string => {
    const [name = '', ...path] = read(host, hostOf, '').split('/');
    const number = read(port, portOf, '');
    const parts = [...path, ...subpath.split('/')].filter((part) => part !== '');
    return [`${scheme}://${name}${number === '' ? '' : `:${number}`}`, ...parts].join('/');
  };
  return { read, urlOf };
}

/** Empty text means the default, but for the port of the API, where it means none. */
function textOf(name: DropInSettingName, written: AllWritten) {
  const setting = dropInSettings[name];
  const given = written[name];
  const otherwise = 'default' in setting ? setting.default : undefined;
  if (given === undefined) return { text: otherwise, where: undefined };
  const isDefault = given.text.trim() === '' && setting.form !== 'portOrNone';
  return { text: isDefault ? otherwise : given.text, where: given.where };
}

const expected = {
  text: 'must be text',
  required: 'is missing',
  host: 'must be a host, without scheme, user and port',
  port: 'must be a port, 1 to 65535',
  portOrNone: 'must be a port, 1 to 65535, or empty for none',
  count: 'must be a whole number of 0 or more',
  switch: 'must be yes, true, t, y or 1, or no, false, f, n or 0',
  cluster: 'must be `in` or `local`',
  level: 'must be DEBUG, INFO, WARNING, ERROR or CRITICAL',
  duration: 'must be a duration such as 20s or 1m30s',
} as const;

function anyText(text: string): string {
  return text.trim();
}

/** Secrets may begin or end with a space. */
function required(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function hostOf(text: string): string | undefined {
  const host = text.trim();
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(\/[^?#@\s]*)?$/i.test(host) ? host : undefined;
}

function portOf(text: string): string | undefined {
  const port = text.trim();
  if (port === '') return '';
  return /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535 ? port : undefined;
}

function namespaceOf(text: string): string | undefined {
  const name = text.trim();
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) ? name : undefined;
}

function countOf(text: string): number | undefined {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

function switchOf(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (['yes', 'true', 't', 'y', '1'].includes(word)) return true;
  return ['no', 'false', 'f', 'n', '0'].includes(word) ? false : undefined;
}

function clusterOf(text: string): 'in' | 'local' | undefined {
  const word = text.trim();
  return word === 'in' || word === 'local' ? word : undefined;
}

function levelOf(text: string): LogLevel | undefined {
  const levels: Readonly<Record<string, LogLevel>> = {
    DEBUG: 'debug',
    INFO: 'info',
    WARNING: 'warn',
    ERROR: 'error',
    CRITICAL: 'error',
  };
  return levels[text.trim().toUpperCase()];
}

/** A pause of nothing would ask without end. */
function pauseOf(text: string): Millis | undefined {
  const length = parseDuration(text.trim());
  return length !== undefined && length >= 1_000 ? length : undefined;
}

function credentialsOf(
  kind: OasisCredentials['kind'],
  user: string,
  secret: string,
): OasisCredentials {
  return kind === 'oidc'
    ? { kind, clientId: user, clientSecret: secret }
    : { kind, username: user, password: secret };
}
