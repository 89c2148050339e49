import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Backend } from './find-backends.ts';

/** Listens on an address and forwards each connection to the next backend in turn. */
export interface Forwarder {
  readonly setBackends: (backends: readonly Backend[]) => void;
  /** Takes no more connections; those there are go on, as they do under kube-proxy. */
  readonly close: (closed: () => void) => void;
  /** Ends the connections too. */
  readonly destroy: () => void;
}

/** Starts to listen; `failed` is told when the system does not let it, and nothing is forwarded then. */
export function forward(
  front: Backend,
  first: readonly Backend[],
  failed: (error: NodeJS.ErrnoException) => void,
): Forwarder {
  const sockets = new Set<Socket>();
  let backends = first;
  let turn = 0;
  const server: Server = createServer({ allowHalfOpen: true }, (client) => {
    const backend = backends[turn % backends.length];
    turn += 1;
    if (backend === undefined) client.resetAndDestroy();
    else join(client, connect({ ...backend, allowHalfOpen: true }), sockets);
  });
  server.on('error', failed);
  server.listen({ ...hostAndPort(front), exclusive: true });
  return {
    setBackends: (changed) => {
      backends = changed;
    },
    close: (closed) => void server.close(closed),
    destroy: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function hostAndPort({ host, port }: Backend): Backend {
  return { host, port };
}

// What one side does to its connection, an end or a reset, happens to the other's.
function join(one: Socket, other: Socket, sockets: Set<Socket>): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    sockets.add(from);
    from.on('error', () => to.resetAndDestroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroySoon();
    });
    from.pipe(to);
  }
}
