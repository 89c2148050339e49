import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAgents } from '../../../src/runtime/http/agents.ts';
import { fetchJson } from '../../../src/runtime/http/fetch-json.ts';
import { type Lifetime, openLifetime } from '../../testbed/lifetime/open-lifetime.ts';
import { type Certificates, makeCertificates } from '../../testbed/servers/certificates.ts';
import { findFreePort } from '../../testbed/servers/free-port.ts';
import { restartable } from '../restartable.ts';

/** A real RabbitMQ with its management API, on 127.0.0.1; its statistics are made every second. */
export interface Broker {
  readonly ports: Readonly<Record<'amqp' | 'amqps' | 'management' | 'managementTls', number>>;
  /** What its certificate is signed by. */
  readonly authority: string;
  /** Calls the management API as an administrator; rejects for a status of 400 and above. */
  readonly manage: (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ) => Promise<unknown>;
  readonly start: () => Promise<void>;
  /** Kills it; what is durable is there after the next start. */
  readonly stop: () => Promise<void>;
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

export interface BrokerPrograms {
  /** The script of the package's library: the one in /usr/sbin changes the user. */
  readonly server: string;
  readonly epmd: string;
}

export const administrator = { name: 'roster-admin', password: 'p@ss:w/rd' };
const statisticsMs = 1_000;

/** Starts a broker of its own; nothing of it outlives this process. */
export async function startBroker(programs: BrokerPrograms): Promise<Broker> {
  const lifetime = openLifetime();
  try {
    return await start(lifetime, programs);
  } catch (error) {
    await lifetime.close();
    throw new Error('starting RabbitMQ', { cause: error });
  }
}

async function start(lifetime: Lifetime, { server, epmd }: BrokerPrograms): Promise<Broker> {
  const [amqp, amqps, management, managementTls, distribution, mapper] = await findPorts(6);
  const ports = {
    amqp: amqp!,
    amqps: amqps!,
    management: management!,
    managementTls: managementTls!,
  };
  const certificates = await makeCertificates(new Date(), '127.0.0.1');
  writeConfiguration(lifetime.folder, ports, certificates);
  // Our own mapper of node names, in the foreground: the broker would leave one behind that nobody ends.
  lifetime.serve('epmd', [epmd, '-port', String(mapper), '-address', '127.0.0.1']);
  const agents = createAgents(4);
  const abort = new AbortController().signal;
  const manage: Broker['manage'] = async (method, path, body) => {
    const { status, json } = await fetchJson(
      {
        url: `http://127.0.0.1:${ports.management}${path}`,
        method,
        // Some answers have no type at all, and are refused to whoever wants one.
        headers: { 'content-type': 'application/json', accept: '*/*', authorization: basic() },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeoutMs: 30_000,
        maxBytes: 10_000_000,
        agents,
      },
      abort,
    );
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`);
    return json;
  };
  const broker = restartable(lifetime, {
    name: 'RabbitMQ',
    argv: [server],
    folder: 'rabbitmq',
    env: environment(lifetime.folder, distribution!, mapper!),
    answers: async () => (await manage('GET', '/api/overview')) !== undefined,
  });
  await broker.start();
  return {
    ports,
    authority: certificates.authority,
    manage,
    start: broker.start,
    stop: broker.stop,
    log: broker.log,
    close: async () => {
      agents.close();
      await lifetime.close();
    },
  };
}

async function findPorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await findFreePort());
  return [...ports];
}

function basic(): string {
  const { name, password } = administrator;
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

function environment(folder: string, distribution: number, mapper: number) {
  const quiet = '-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none';
  return {
    RABBITMQ_NODENAME: 'roster@localhost',
    RABBITMQ_DIST_PORT: String(distribution),
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_CONF_ENV_FILE: join(folder, 'nothing'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'generated'),
    RABBITMQ_SCHEMA_DIR: join(folder, 'schema'),
    RABBITMQ_PID_FILE: join(folder, 'rabbitmq.pid'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_LOG_BASE: join(folder, 'logs'), // some go there all the same
    ERL_CRASH_DUMP: join(folder, 'logs', 'erl_crash.dump'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: quiet,
    LANG: 'C.UTF-8',
  };
}

function writeConfiguration(
  folder: string,
  ports: Broker['ports'],
  certificates: Certificates,
): void {
  const write = (name: string, text: string) =>
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  write('ca.crt', certificates.authority);
  write('server.crt', certificates.apiServer.certificate);
  write('server.key', certificates.apiServer.key);
  write('plugins', '[rabbitmq_management].\n');
  write('advanced.config', '[].\n');
  write(
    'rabbitmq.conf',
    [
      `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
      'management.tcp.ip = 127.0.0.1',
      `management.tcp.port = ${ports.management}`,
      'management.ssl.ip = 127.0.0.1',
      `management.ssl.port = ${ports.managementTls}`,
      `listeners.ssl.1 = 127.0.0.1:${ports.amqps}`,
      ...['ssl_options', 'management.ssl'].flatMap((section) => [
        `${section}.cacertfile = ${folder}/ca.crt`,
        `${section}.certfile = ${folder}/server.crt`,
        `${section}.keyfile = ${folder}/server.key`,
      ]),
      `default_user = ${administrator.name}`,
      `default_pass = ${administrator.password}`,
      'default_user_tags.administrator = true',
      `collect_statistics_interval = ${statisticsMs}`,
      'log.console.level = warning',
      'disk_free_limit.absolute = 1MB',
      'vm_memory_high_watermark.absolute = 512MB',
      '',
    ].join('\n'),
  );
}
