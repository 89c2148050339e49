import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { ConfigurationError } from '../../src/runtime/config/problem.ts';
import { settings } from '../../src/runtime/config/settings.ts';
import { type ControllerConfig, readConfig } from '../../src/runtime/config.ts';

const path = '/etc/roster/config/config.json';

/** What a controller reads that is started with this file, these flags and these variables. */
function read(
  file: unknown,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ControllerConfig> {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  return readConfig([`--config=${path}`, ...flags], env, async () => text);
}

async function refusal(...given: Parameters<typeof read>): Promise<readonly string[]> {
  try {
    await read(...given);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('what the compiler writes is read whole', async () => {
  const object = parse(
    readFileSync('dist/prod/roster/prod/configmap.roster-controller.yaml', 'utf8'),
  );
  const written = JSON.parse(object.data['config.json']);
  const config = await read(written, [], { POD_NAME: 'roster-controller-1' });
  assert.is(config.environment, 'prod');
  assert.is(config.identity, 'roster-controller-1');
  assert.equal([config.leaseNamespace, config.leaseName], ['roster', 'roster-controller']);
  assert.equal(config.namespaces, written.namespaces);
  assert.equal(config.connections, { prometheus: {}, redis: {}, ...written.connections });
});

test('without anything but namespaces everything has its default', async () => {
  const config = await readConfig(['--namespaces=a,b'], {}, async () => '');
  const { namespaces, connections, identity, ...rest } = config;
  assert.equal(namespaces, ['a', 'b']);
  assert.is(identity, hostname());
  assert.equal(connections, { rabbitmq: {}, prometheus: {}, redis: {}, oasis: {} });
  const defaults = Object.entries(settings).map(([name, one]) => [name, one.default]);
  assert.equal({ ...rest, namespaces: [] }, Object.fromEntries(defaults));
});

test('every default is a value that its own form takes, as the documentation writes it', () => {
  for (const { form, default: value, field } of Object.values(settings)) {
    const asText = (form.write as (value: unknown) => string)(value);
    assert.equal(form.read(form.fromText(asText)), value, field);
  }
});

test('a flag counts before a variable, a variable before the file, an empty variable for nothing', async () => {
  const file = { ledger: { entries: 3 }, logLevel: 'warn', ports: { admin: 9000 } };
  const env = { ROSTER_LEDGER_ENTRIES: '4', ROSTER_LOG_LEVEL: 'debug', ROSTER_PORTS_ADMIN: '' };
  const config = await read(file, ['--ledger-entries', '5'], env);
  assert.equal([config.ledgerSize, config.logLevel, config.adminPort], [5, 'debug', 9000]);
});

test('redis has its defaults', async () => {
  const { connections } = await read({
    connections: { redis: { main: { address: 'redis:6379' } } },
  });
  assert.equal(connections.redis.main, { address: 'redis:6379', database: 0, tls: false });
});

const wrong: readonly {
  readonly name: string;
  readonly file: unknown;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}[] = [
  {
    name: 'everything that is wrong is said at once',
    file: { logLevl: 'info', ports: { admin: 0, http: 1 }, lease: 7, namespaces: ['a', 'a'] },
    flags: ['--nothing', '--log-level=loud'],
    env: { ROSTER_KUBE_BURST: 'many' },
    says: [
      '--nothing: there is no such flag',
      '`logLevl`: there is no such field',
      '`ports.http`: there is no such field',
      '`lease`: must be an object, got 7',
      '--log-level: must be one of debug, info, warn, error, got "loud"',
      '`namespaces`: must be a list of namespaces, each once, got ["a","a"]',
      '`ports.admin`: must be a whole number from 1 to 65535, got 0',
      'ROSTER_KUBE_BURST: must be a whole number from 1 to 10000, got "many"',
    ],
  },
  {
    name: 'a leader that renewed no sooner than its lease ends is refused',
    file: { lease: { duration: '10s' } },
    says: ['`lease.renewDeadline`: must be shorter than `lease.duration` (10s), got 10s'],
  },
  {
    name: 'a length of time without a unit is refused',
    file: { kube: { relist: 600 } },
    says: [
      '`kube.relist`: must be a length of time from 30s to 24h, such as 90s or 2m30s, got 600',
    ],
  },
  {
    name: 'credentials in a URL are refused and not repeated',
    file: { connections: { prometheus: { main: { url: 'http://user:hunter2@prometheus:9090' } } } },
    says: ['without user and password, got "http://***@prometheus:9090"'],
  },
  {
    name: 'a connection that leads nowhere is refused',
    file: { connections: { rabbitmq: { main: {} }, oasis: { main: {} }, kafka: {} } },
    says: [
      '`connections.kafka`: there is no such kind of connection',
      '`connections.rabbitmq.main`: must have `managementFile` or `amqpFile`',
      '`connections.oasis.main.url`: must be a URL',
    ],
  },
  {
    name: 'a user name without a password is refused',
    file: {
      connections: { oasis: { main: { url: 'http://oasis:8000', usernameFile: '/run/user' } } },
    },
    says: ['`connections.oasis.main`: needs both `usernameFile` and `passwordFile`'],
  },
  {
    name: 'a password in the place of its file is refused and not repeated',
    file: { connections: { redis: { main: { address: 'redis:6379', password: 'hunter2' } } } },
    says: ['`connections.redis.main.password`: there is no such field'],
  },
  {
    name: 'a file that is no JSON is refused with the place',
    file: '{\n  "logLevel": "info",\n}',
    says: ['must be JSON, and is not in line 3, column 1'],
  },
  { name: 'a list is no configuration', file: [], says: ['must hold one JSON object'] },
  {
    name: 'a flag that is given twice and one without a value are refused',
    file: {},
    flags: ['--log-level=info', '--log-level=warn', '--lease-name'],
    says: ['--log-level: is given twice', '--lease-name: needs a value'],
  },
];

for (const { name, file, flags, env, says } of wrong) {
  test(name, async () => {
    const lines = (await refusal(file, flags, env)).filter((line) => !line.startsWith('  help'));
    assert.is(lines.length, says.length, lines.join('\n'));
    for (const [index, text] of says.entries())
      assert.ok(lines[index]?.includes(text), `${lines[index]}\nshould say\n${text}`);
    assert.not.match(lines.join('\n'), /hunter2/);
  });
}

test('a file that is not there is named', async () => {
  const gone = Object.assign(new Error('no such file'), { code: 'ENOENT' });
  const error = await readConfig([`--config=${path}`], {}, () => Promise.reject(gone)).then(
    () => undefined,
    (one: Error) => one.message,
  );
  assert.match(error ?? '', `${path}: cannot be read (it is not there)`);
});

test('a controller that nothing was told says what it needs', async () => {
  const error = await readConfig([], {}, async () => '').then(String, (one: Error) => one.message);
  assert.match(error, '--config: must name the configuration file');
});

test.run();
