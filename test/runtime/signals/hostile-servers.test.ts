import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../../src/model/units.ts';
import { createLog } from '../../../src/runtime/create-log.ts';
import { createOasisSource } from '../../../src/runtime/signals/oasis/create-oasis-source.ts';
import { createPrometheusSource } from '../../../src/runtime/signals/prometheus/prometheus-source.ts';
import { createRabbitmqSource } from '../../../src/runtime/signals/rabbitmq/rabbitmq-source.ts';
import { createRedisSource } from '../../../src/runtime/signals/redis/redis-source.ts';
import type { Reading, Source } from '../../../src/runtime/signals/source.ts';
import { keyOf, type RuntimeSignal } from '../../../src/runtime/signals/wanted-signal.ts';
import { whileRunning } from '../../conformance/while-running.ts';
import { answering, type HostileServer, startHostileServer } from '../../fakes/hostile-server.ts';
import { httpFloods, httpMisdeeds, type NamedMisdeed } from '../../fakes/http-misdeeds.ts';
import { realParts } from '../../servers/real-parts.ts';
import { type Certificates, makeCertificates } from '../../testbed/servers/certificates.ts';
import { until } from '../../testbed/until.ts';

const secret = 'hunter2-hunter2';
const timeout = millis(400);
const breaker = { failures: 1_000, firstPause: millis(50), longestPause: millis(50) };

interface Kind {
  readonly name: string;
  readonly signal: RuntimeSignal;
  readonly make: (parts: ReturnType<typeof partsOf>, port: number, tls: boolean) => Source;
}

const kinds: readonly Kind[] = [
  {
    name: 'Prometheus',
    signal: { source: 'prometheus', connection: 'main', query: 'up' },
    make: (parts, port, tls) =>
      createPrometheusSource({
        ...parts,
        name: 'prometheus.main',
        settings: {
          url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
          bearerTokenFile: 'secret',
          ...(tls ? { caFile: 'ca' } : {}),
        },
      }) as Source,
  },
  {
    name: 'RabbitMQ',
    signal: {
      source: 'rabbitmq',
      connection: 'main',
      queue: 'work',
      vhost: '/',
      count: 'ready+unacked',
    },
    make: (parts, port, tls) => {
      const url = `${tls ? 'https' : 'http'}://roster:${secret}@127.0.0.1:${port}`;
      parts.files.set('url', `\u{feff}${url}\r\n`);
      const settings = { managementFile: 'url', ...(tls ? { caFile: 'ca' } : {}) };
      return createRabbitmqSource({ ...parts, name: 'rabbitmq.main', settings }) as Source;
    },
  },
  {
    name: 'Oasis',
    signal: {
      source: 'oasis',
      connection: 'main',
      supplier: 'NorthSea',
      model: 'Surge',
      version: '3',
      api: 'v2',
      count: 'analyses',
    },
    make: (parts, port, tls) =>
      createOasisSource({
        ...parts,
        name: 'oasis.main',
        timeoutMs: timeout,
        pollEveryMs: 100,
        pollAtLeastMs: 100,
        settings: {
          url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/api`,
          usernameFile: 'user',
          passwordFile: 'secret',
          ...(tls ? { caFile: 'ca' } : {}),
        },
      }) as Source,
  },
];

function partsOf(lines: string[]) {
  const log = createLog({ level: 'debug', base: {}, write: (line) => lines.push(line) });
  const files = { secret: `${secret}\r\n`, user: 'roster\n', ca: '' };
  return { ...realParts(files), log, timeout, breaker };
}

for (const { name: kind, signal, make } of kinds) {
  test(`${kind}: whatever a server does is a gap that says why, tells no secret and leaves nothing open`, async () => {
    const lines: string[] = [];
    const key = keyOf(signal);
    const meet = async ({ name, does, says }: NamedMisdeed) => {
      const server = await startHostileServer(does);
      await whileRunning(make(partsOf(lines), server.port, false), async ({ want, recorder }) => {
        want([signal]);
        // on a busy machine an answer that is bad may be late as well
        const because = await until(`${name} is a gap that says ${says}`, async () =>
          reasonsIn(recorder.of(key)).find((one) => says.test(one)),
        );
        assert.ok(because.length <= 501, name);
        assert.not.match(because, /[\p{C}\n]/u, name);
        const all = recorder.of(key);
        assert.not.ok(
          all.some(({ ok }) => ok),
          `${name} is taken for a number`,
        );
        assert.not.ok(tells(JSON.stringify(all)), `${name} makes it tell the secret`);
      });
      await closed(server);
    };
    await Promise.all(httpMisdeeds.map(meet));
    for (const one of httpFloods) await meet(one);
    assert.not.ok(tells(lines.join('')), 'the log tells the secret');
  });
}

for (const { name: kind, signal, make } of kinds) {
  test(`${kind}: a certificate that is out of date, of another name or of nobody is a gap that says so`, async () => {
    const [good, old] = await Promise.all([
      makeCertificates(new Date(), '127.0.0.1'),
      makeCertificates(new Date('2001-01-01'), '127.0.0.1'),
    ]);
    const cases: readonly (readonly [
      Certificates,
      'apiServer' | 'kubeletClient',
      string,
      RegExp,
    ])[] = [
      [old, 'apiServer', old.authority, /expired/],
      [good, 'kubeletClient', good.authority, /IP: 127\.0\.0\.1|altnames|unsupported certificate/],
      [good, 'apiServer', old.authority, /certificate/],
    ];
    for (const [certificates, which, ca, says] of cases) {
      const server = await startHostileServer(answering('{}'), certificates[which]);
      const lines: string[] = [];
      const parts = partsOf(lines);
      parts.files.set('ca', ca);
      await whileRunning(make(parts, server.port, true), async ({ want, recorder }) => {
        want([signal]);
        assert.match(await recorder.gap(keyOf(signal)), says);
      });
      assert.is(server.requests(), 0, 'it was asked before it was known');
      assert.ok(Math.max(...lines.map((line) => line.length)) < 6_000, 'a log line is short');
      await closed(server);
    }
  });
}

test('Prometheus: queries that hang keep the others waiting once, and no more', async () => {
  const value = JSON.stringify({
    status: 'success',
    data: { resultType: 'scalar', result: [1, '3'] },
  });
  const server = await startHostileServer((socket, request) => {
    if (!/query=hang/.test(request)) answering(value)(socket, request);
  });
  const query = (text: string): RuntimeSignal => ({
    source: 'prometheus',
    connection: 'main',
    query: text,
  });
  const hanging = Array.from({ length: 12 }, (_, index) => query(`hang${index} + 0`));
  const good = query('good + 0');
  // slow is what takes two seconds, so there must be the time for that
  const parts = { ...partsOf([]), timeout: millis(2_500) };
  const source = createPrometheusSource({
    ...parts,
    name: 'prometheus.main',
    settings: { url: `http://127.0.0.1:${server.port}` },
  }) as Source;
  await whileRunning(source, async ({ want, recorder }) => {
    want([...hanging, good]);
    await recorder.sample(keyOf(good), 3);
    for (const one of hanging.slice(0, 6)) await recorder.gap(keyOf(one));
    recorder.clear();
    await until('it is read as often as it should', async () => {
      const seen = recorder.of(keyOf(good));
      return seen.filter(({ ok }) => ok).length >= 20;
    });
    assert.ok(recorder.of(keyOf(good)).every(({ ok }) => ok));
  });
  await closed(server);
});

const redisMisdeeds = [
  { name: 'silence', does: () => undefined },
  { name: 'no protocol', does: answering('<html>') },
  { name: 'a number without digits', does: () => undefined, text: ':\r\n' },
  { name: 'a refusal that is a megabyte', text: `-ERR ${'x'.repeat(1_000_000)}\r\n` },
  { name: 'a list that says it is endless', text: '*2147483647\r\n' },
  { name: 'a text that says it is endless', text: '$2147483647\r\nx' },
  { name: 'a null', text: '$-1\r\n' },
  { name: 'less than nothing', text: ':-7\r\n' },
] as const;

test('Redis: whatever a server says that is no length is a gap or no amount, and nothing stays open', async () => {
  const server = await startHostileServer();
  const lines: string[] = [];
  const signal: RuntimeSignal = { source: 'redis', connection: 'main', of: 'list', key: 'work' };
  for (const misdeed of redisMisdeeds) {
    server.do((socket, request) =>
      'text' in misdeed ? void socket.write(misdeed.text) : misdeed.does(socket, request),
    );
    const source = createRedisSource({
      ...partsOf(lines),
      name: 'redis.main',
      settings: {
        address: `127.0.0.1:${server.port}`,
        database: 0,
        tls: false,
        usernameFile: 'user',
        passwordFile: 'secret',
      },
    }) as Source;
    await whileRunning(source, async ({ want, recorder }) => {
      want([signal]);
      await until(`${misdeed.name} is answered for`, async () => {
        const last = recorder.of(keyOf(signal)).at(-1);
        return last !== undefined && (!last.ok || last.sample.load.units <= 0);
      });
      assert.not.ok(tells(JSON.stringify(recorder.of(keyOf(signal)))), misdeed.name);
    });
    await until(`nothing is open after ${misdeed.name}`, async () => server.open() === 0);
  }
  assert.not.ok(tells(lines.join('')), 'the log tells the secret');
  await server.close();
});

const amqpMisdeeds = [
  { name: 'silence', text: '', says: /no answer within/ },
  {
    name: 'a page, whose frame would be 1.8 GB',
    text: '<html>welcome to the wrong port</html>',
    says: /does not speak AMQP/,
  },
  {
    name: 'a web server, whose frame would be 1.3 GB',
    text: 'HTTP/1.1 400 Bad Request\r\n\r\n',
    says: /does not speak AMQP/,
  },
  { name: 'another version', text: 'AMQP\u0000\u0001\u0000\u0000', says: /not supported/ },
  {
    name: 'a frame of 4 GB',
    text: `\u0001\u0000\u0000\u00ff\u00ff\u00ff\u00ff${'x'.repeat(100)}`,
    says: /does not speak AMQP/,
  },
];

test('AMQP: a server that speaks something else is a gap that says so, and nothing stays open', async () => {
  const lines: string[] = [];
  const signal: RuntimeSignal = {
    source: 'rabbitmq',
    connection: 'main',
    queue: 'work',
    vhost: '/',
    count: 'ready',
  };
  for (const { name, text, says } of amqpMisdeeds) {
    const server = await startHostileServer((socket) => void socket.write(text, 'latin1'));
    const parts = partsOf(lines);
    parts.files.set('url', `amqp://roster:${secret}@127.0.0.1:${server.port}\n`);
    const settings = { amqpFile: 'url' };
    const source = createRabbitmqSource({ ...parts, name: 'rabbitmq.main', settings }) as Source;
    await whileRunning(source, async ({ want, recorder }) => {
      want([signal]);
      const because = await recorder.hadGap(keyOf(signal));
      assert.match(because, says, `${name}: ${because}`);
      assert.not.ok(tells(because), name);
    });
    await closed(server);
  }
  assert.not.ok(tells(lines.join('')), 'the log tells the secret');
});

function reasonsIn(readings: readonly Reading[]): readonly string[] {
  return readings.flatMap((one) => (one.ok ? [] : [one.because]));
}

/** Also as base64, and as the bytes of a buffer. */
function tells(text: string): boolean {
  const pair = Buffer.from(`roster:${secret}`).toString('base64');
  const bytes = [...Buffer.from(secret)].join(',');
  return [secret, pair, bytes].some((one) => text.includes(one));
}

async function closed(server: HostileServer): Promise<void> {
  await until('nothing is open', async () => server.open() === 0);
  await server.close();
}

test.run();
