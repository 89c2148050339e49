import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { until } from '../../until.ts';
import type { Front } from './find-backends.ts';
import { forwardTable } from './service-proxy.ts';

const test = suite('forwarding');
const host = '127.0.0.1';

async function listen(server: Server): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Answers with its name and what it was sent, when that is all. */
function named(name: string): Server {
  return createServer({ allowHalfOpen: true }, (socket) => {
    let sent = '';
    socket.on('data', (part) => {
      sent += part;
    });
    socket.on('end', () => socket.end(`${name}:${sent}`));
  });
}

function connectionsOf(server: Server): Promise<number> {
  return promisify(server.getConnections.bind(server))();
}

/** What a connection is answered, or the code of its error. */
async function ask(port: number, sent = ''): Promise<string> {
  const socket = connect({ host, port, allowHalfOpen: true });
  socket.end(sent);
  return text(socket).catch((error: NodeJS.ErrnoException) => error.code ?? '');
}

async function withTable(
  use: (parts: {
    readonly port: number;
    readonly front: (...backends: number[]) => Front;
    readonly table: ReturnType<typeof forwardTable>;
    readonly errors: Error[];
    readonly backends: readonly [number, number];
    readonly servers: readonly [Server, Server];
  }) => Promise<void>,
): Promise<void> {
  const servers = [named('one'), named('two')] as const;
  const backends = [await listen(servers[0]), await listen(servers[1])] as const;
  const placeholder = createServer();
  const port = await listen(placeholder);
  placeholder.close();
  await once(placeholder, 'close');
  const errors: Error[] = [];
  const table = forwardTable((error) => errors.push(error));
  const front = (...ports: number[]): Front => ({
    name: 'ns/web:80',
    host,
    port,
    backends: ports.map((backend) => ({ host, port: backend })),
  });
  try {
    await use({ port, front, table, errors, backends, servers });
  } finally {
    table.destroy();
    for (const server of servers) server.close();
  }
}

test('connections go to the backends in turn, both ways and whole', () =>
  withTable(async ({ port, front, table, backends }) => {
    table.update([front(...backends)]);
    const long = 'x'.repeat(1_000_000);
    assert.ok((await ask(port, long)) === `one:${long}`); // not `is`: it would print both
    assert.is(await ask(port, 'b'), 'two:b');
    assert.is(await ask(port, 'c'), 'one:c');
  }));

test('without a backend a connection is refused, and taken again when there is one', () =>
  withTable(async ({ port, front, table, backends }) => {
    table.update([front()]);
    assert.is(await ask(port), 'ECONNREFUSED');
    table.update([front(backends[1])]);
    assert.is(await ask(port), 'two:');
    table.update([front()]);
    assert.is(await ask(port), 'ECONNREFUSED');
    table.update([]);
    assert.is(await ask(port), 'ECONNREFUSED');
  }));

test('a connection goes on when its Service is gone', () =>
  withTable(async ({ port, front, table, backends, servers }) => {
    table.update([front(backends[0])]);
    const socket = connect({ host, port, allowHalfOpen: true });
    await once(socket, 'connect');
    const answer = text(socket);
    socket.write('before ');
    await until('the connection is taken', async () => {
      const [count] = await Promise.all(servers.map(connectionsOf));
      return count === 1;
    });
    table.update([]);
    socket.end('after');
    assert.is(await answer, 'one:before after');
  }));

test('a backend that does not listen resets the connection', () =>
  withTable(async ({ port, front, table }) => {
    table.update([front(1)]);
    assert.is(await ask(port, 'x'), 'ECONNRESET');
  }));

test('an address that is not to be had is told once and does no harm', () =>
  withTable(async ({ front, table, errors, backends }) => {
    const taken = { ...front(backends[0]), port: backends[1] };
    table.update([taken, front(backends[0])]);
    table.update([taken, front(backends[0])]);
    assert.is(await ask(front().port, 'x'), 'one:x');
    assert.equal(
      errors.map(({ message }) => message),
      ['listening for Service ns/web:80 on 127.0.0.1'],
    );
  }));

test.run();
