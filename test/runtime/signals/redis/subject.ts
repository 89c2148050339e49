import type { RedisSignal } from '../../../../src/runtime/signals/redis/length-command.ts';
import { createRedisSource } from '../../../../src/runtime/signals/redis/redis-source.ts';
import type { SourceSubject } from '../../../conformance/source.ts';
import { impatient, type RealParts, realParts } from '../../../servers/real-parts.ts';
import type { RedisServer } from '../../../servers/redis/redis-server.ts';
import { startTcpProxy, type TcpProxy } from '../../../servers/tcp-proxy.ts';

export interface RedisSubject extends SourceSubject<RedisSignal> {
  readonly parts: RealParts;
  readonly proxy: TcpProxy;
}

/** A source that reaches Redis through a proxy and reads lists. */
export async function makeRedisSubject(
  server: RedisServer,
  way: 'plain' | 'TLS',
): Promise<RedisSubject> {
  await server.send('flushall');
  await server.send('set', 'absent', 'a text'); // an absent list is an empty one, but a text is none
  const proxy = await startTcpProxy(way === 'TLS' ? server.tlsPort : server.port);
  const parts = realParts({ ca: server.authority });
  const source = createRedisSource({
    ...parts,
    ...impatient,
    name: 'redis.main',
    settings: {
      address: `127.0.0.1:${proxy.port}`,
      database: 0,
      tls: way === 'TLS',
      ...(way === 'TLS' ? { caFile: 'ca' } : {}),
    },
  });
  const list = (key: string) =>
    ({ source: 'redis', connection: 'main', of: 'list', key }) satisfies RedisSignal;
  return {
    source,
    clock: parts.clock,
    parts,
    proxy,
    put: async (key, units) => {
      await server.send('del', key);
      if (units > 0) await server.send('rpush', key, ...Array(units).fill('work'));
      return list(key);
    },
    absent: list('absent'),
    cut: proxy.cut,
    hang: async () => proxy.hang(),
    mend: proxy.mend,
    open: proxy.open,
    close: proxy.close,
  };
}
