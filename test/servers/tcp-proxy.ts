import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server of 127.0.0.1, so that a test can take the server away without stopping it. */
export interface TcpProxy {
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Takes connections, and lets nothing through any of them in either direction. */
  hang(): void;
  /** Lets nothing more through the connections that are open now, for ever; new ones work. */
  freeze(): void;
  /** As at the beginning; what hung goes on. */
  mend(): Promise<void>;
  /** How many connections clients have open. */
  open(): number;
  close(): Promise<void>;
}

export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [client: Socket, server: Socket]>();
  let hangs = false;
  let server = createProxy();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;

  function createProxy(): Server {
    return createServer((client) => {
      const upstream = connect(target, '127.0.0.1');
      const pair = [client, upstream] as const;
      pairs.add(pair);
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        from.on('data', (chunk) => to.write(chunk));
        from.on('end', () => to.end());
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
        if (hangs) from.pause();
      }
      client.on('close', () => pairs.delete(pair));
    });
  }

  async function cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    await closed;
  }

  function setHangs(value: boolean): void {
    hangs = value;
    for (const pair of pairs) for (const socket of pair) hangs ? socket.pause() : socket.resume();
  }

  return {
    port,
    cut,
    hang: () => setHangs(true),
    freeze: () => {
      for (const [client, upstream] of pairs) {
        client.pause();
        upstream.pause();
      }
    },
    mend: async () => {
      setHangs(false);
      if (server.listening) return;
      server = createProxy();
      await listen(server, port);
    },
    open: () => pairs.size,
    close: async () => {
      if (server.listening) await cut();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
