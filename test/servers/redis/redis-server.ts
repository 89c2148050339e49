import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { openLifetime } from '../../testbed/lifetime/open-lifetime.ts';
import { makeCertificates } from '../../testbed/servers/certificates.ts';
import { findFreePort } from '../../testbed/servers/free-port.ts';
import { restartable } from '../restartable.ts';

/** A real Redis on 127.0.0.1 that keeps nothing on disk. */
export interface RedisServer {
  readonly port: number;
  /** Asks for TLS, with a certificate that `authority` signed. */
  readonly tlsPort: number;
  readonly authority: string;
  /** Sends one command as the default user, who needs no password. */
  readonly send: (...command: [string, ...(string | number)[]]) => Promise<unknown>;
  readonly start: () => Promise<void>;
  /** Kills it; all it held is gone. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a Redis of its own; nothing of it outlives this process. */
export async function startRedis(program: string): Promise<RedisServer> {
  const lifetime = openLifetime();
  try {
    const [port, tlsPort] = [await findFreePort(), await findFreePort()];
    const { authority, apiServer } = await makeCertificates(new Date(), '127.0.0.1');
    const write = (name: string, text: string) => {
      const path = join(lifetime.folder, name);
      writeFileSync(path, text, { mode: 0o600 });
      return path;
    };
    const settings = {
      bind: '127.0.0.1',
      port,
      save: '""',
      appendonly: 'no',
      'tls-port': tlsPort,
      'tls-ca-cert-file': write('ca.crt', authority),
      'tls-cert-file': write('server.crt', apiServer.certificate),
      'tls-key-file': write('server.key', apiServer.key),
      'tls-auth-clients': 'no',
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
    const server = restartable(lifetime, {
      name: 'Redis',
      argv: [program, write('redis.conf', `${lines.join('\n')}\n`)],
      folder: 'redis',
      answers: async () => (await sendTo(port, ['ping'])) === 'PONG',
    });
    await server.start();
    return {
      port,
      tlsPort,
      authority,
      send: (...command) => sendTo(port, command),
      start: server.start,
      stop: server.stop,
      close: () => lifetime.close(),
    };
  } catch (error) {
    await lifetime.close();
    throw new Error('starting Redis', { cause: error });
  }
}

async function sendTo(port: number, command: readonly (string | number)[]): Promise<unknown> {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined); // `connect` rejects as well
  try {
    await redis.connect();
    const [name, ...rest] = command;
    return await redis.call(String(name), ...rest);
  } finally {
    redis.disconnect();
  }
}
