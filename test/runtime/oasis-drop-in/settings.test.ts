import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type DropInSettings,
  isDropIn,
  readOasisSettings,
} from '../../../src/runtime/oasis-drop-in/settings.ts';

const account = {
  OASIS_SERVICE_USERNAME_OR_ID: 'scaler',
  OASIS_SERVICE_PASSWORD_OR_SECRET: ' pass word ',
};

function settingsOf(argv: readonly string[], env: Record<string, string> = {}): DropInSettings {
  const read = readOasisSettings(argv, { ...account, ...env });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

function problemsOf(argv: readonly string[], env: Record<string, string> = account) {
  const read = readOasisSettings(argv, env);
  return read.ok ? [] : read.problems.map(({ where, message }) => `${where}: ${message}`);
}

test('with an account alone all else is as the worker controller has it', () => {
  assert.equal(settingsOf([]), {
    url: 'http://localhost:8000',
    websocketUrl: 'ws://localhost:8001',
    credentials: { kind: 'simple', username: 'scaler', password: ' pass word ' },
    namespace: 'default',
    totalLimit: 0,
    priorityLevels: 0,
    cluster: 'in',
    continueUpdateScaling: false,
    neverShutdownFixedWorkers: false,
    logLevel: 'info',
    grace: 20_000,
    pollEvery: 30_000,
    adminPort: 8_080,
  });
});

test('the environment of the platform chart is understood', () => {
  const settings = settingsOf([], {
    OASIS_API_HOST: 'oasis-server',
    OASIS_API_PORT: '8000',
    OASIS_API_SUBPATH: 'api',
    OASIS_WEBSOCKET_HOST: 'oasis-websocket',
    OASIS_WEBSOCKET_PORT: '8001',
    OASIS_CLUSTER_NAMESPACE: 'oasis',
    OASIS_USE_OIDC: 'true',
    OASIS_TOTAL_WORKER_LIMIT: '10',
    OASIS_PRIORITIZED_MODELS_LIMIT: '2',
    OASIS_CONTINUE_UPDATE_SCALING: 'true',
    OASIS_NEVER_SHUTDOWN_FIXED_WORKERS: 'false',
    OASIS_LOGLEVEL: 'WARNING',
    API_IP: '10.0.0.1',
  });
  assert.is(settings.url, 'http://oasis-server:8000/api');
  assert.is(settings.websocketUrl, 'ws://oasis-websocket:8001');
  assert.is(settings.credentials.kind, 'oidc');
  assert.is(settings.namespace, 'oasis');
  assert.is(settings.totalLimit, 10);
  assert.is(settings.priorityLevels, 2);
  assert.is(settings.continueUpdateScaling, true);
  assert.is(settings.neverShutdownFixedWorkers, false);
  assert.is(settings.logLevel, 'warn');
});

test('the command line beats the environment, in every spelling of a flag', () => {
  const argv = [
    '--api-host=api.example.org/base',
    '--api-port',
    '',
    '--api_subpath',
    '/api/',
    '--username-or-id',
    'other',
    '--secure',
    '--oidc=no',
    '--limit',
    '5',
  ];
  const settings = settingsOf(argv, { OASIS_API_HOST: 'elsewhere', OASIS_USE_OIDC: 'true' });
  assert.is(settings.url, 'https://api.example.org/base/api');
  assert.is(settings.websocketUrl, 'wss://localhost:8001');
  assert.equal(settings.credentials, {
    kind: 'simple',
    username: 'other',
    password: ' pass word ',
  });
  assert.is(settings.totalLimit, 5);
});

test('a switch reads words: false means false, and empty means the default', () => {
  for (const [word, isOn] of [
    ['false', false],
    ['No', false],
    ['0', false],
    ['', false],
    ['TRUE', true],
    ['y', true],
    ['1', true],
  ] as const) {
    assert.is(settingsOf([], { OASIS_API_SECURE: word }).url.startsWith('https:'), isOn, word);
  }
});

const mistakes: readonly (readonly [Record<string, string>, RegExp])[] = [
  [{ OASIS_API_SECURE: 'maybe' }, /^OASIS_API_SECURE: must be yes/],
  [{ CLUSTER: 'out' }, /^CLUSTER: must be `in` or `local`/],
  [{ OASIS_TOTAL_WORKER_LIMIT: 'ten' }, /^OASIS_TOTAL_WORKER_LIMIT: must be a whole number/],
  [{ OASIS_TOTAL_WORKER_LIMIT: '-1' }, /^OASIS_TOTAL_WORKER_LIMIT: must be a whole number/],
  [{ OASIS_WEBSOCKET_PORT: '70000' }, /^OASIS_WEBSOCKET_PORT: must be a port/],
  [{ OASIS_API_HOST: 'http://api' }, /^OASIS_API_HOST: must be a host/],
  [{ OASIS_API_HOST: 'user:secret@api' }, /^OASIS_API_HOST: must be a host/],
  [{ OASIS_LOGLEVEL: 'LOUD' }, /^OASIS_LOGLEVEL: must be DEBUG/],
  [{ OASIS_CLUSTER_NAMESPACE: 'a/b' }, /^OASIS_CLUSTER_NAMESPACE: must be/],
  [{ ROSTER_OASIS_GRACE: '20' }, /^ROSTER_OASIS_GRACE: must be a duration/],
  [{ ROSTER_OASIS_POLL: '0s' }, /^ROSTER_OASIS_POLL: must be a duration/],
];

for (const [env, message] of mistakes) {
  test(`a start-up error names ${Object.keys(env)[0]} and not its value`, () => {
    const problems = problemsOf([], { ...account, ...env });
    assert.is(problems.length, 1);
    assert.match(problems[0]!, message);
    assert.not.match(problems[0]!, 'secret');
  });
}

test('everything that is wrong is said at once', () => {
  assert.equal(problemsOf(['--limt', '--limit', 'x', 'stray'], {}), [
    '--limt: there is no such setting',
    'a value without a flag: there is no such setting',
    'OASIS_SERVICE_USERNAME_OR_ID: is missing',
    'OASIS_SERVICE_PASSWORD_OR_SECRET: is missing',
    '--limit: must be a whole number of 0 or more',
  ]);
});

test('a flag without its value is wrong, unless it is a switch', () => {
  assert.equal(problemsOf(['--namespace']), ['--namespace: needs a value']);
  assert.is(settingsOf(['--continue-update-scaling']).continueUpdateScaling, true);
});

test('only the account of the worker controller without our configuration makes a drop-in', () => {
  assert.is(isDropIn([], account), true);
  assert.is(isDropIn(['--username_or_id=scaler'], {}), true);
  assert.is(isDropIn([], {}), false);
  assert.is(isDropIn([], { ...account, OASIS_SERVICE_USERNAME_OR_ID: '' }), false);
  assert.is(isDropIn(['--config', '/etc/roster.json'], account), false);
});

test.run();
