import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Behaviour, defaultBehaviour } from './behaviour.ts';
import { messageOf } from './content.ts';
import { createIssuedTokens } from './issued-tokens.ts';
import { createPush, type Push } from './push.ts';
import { createRest } from './rest.ts';

/** A platform's API and websocket on two ports of loopback, without anything behind them. */
export interface OasisServer {
  readonly url: string;
  readonly websocketUrl: string;
  readonly behaviour: Behaviour;
  readonly websockets: Push;
  /** Sets what there is to do and tells every client, unless broadcasts are switched off. */
  push(content: unknown): void;
  /** Every token given out so far is refused from now on. */
  expireTokens(): void;
  logins(): number;
  /** Connections that are open now, on both ports. */
  open(): number;
  /** How often a path was asked for, whatever the answer. */
  requests(path: string): number;
  close(): Promise<void>;
}

export async function createOasisServer(behaves: Partial<Behaviour> = {}): Promise<OasisServer> {
  const behaviour = { ...defaultBehaviour(), ...behaves };
  const tokens = createIssuedTokens();
  const seen: string[] = [];
  const rest = createRest(behaviour, tokens, (path) => seen.push(path));
  const websockets = createPush(behaviour, tokens);
  const open = new Set<Socket>();
  for (const server of [rest, websockets.server]) {
    server.on('connection', (socket: Socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
  }
  const [restPort, pushPort] = await Promise.all([listen(rest), listen(websockets.server)]);
  return {
    url: `http://127.0.0.1:${restPort}/api`,
    websocketUrl: `ws://127.0.0.1:${pushPort}`,
    behaviour,
    websockets,
    push: (content) => {
      behaviour.content = content;
      if (!behaviour.disableWorkerWs) websockets.broadcast(JSON.stringify(messageOf(content)));
    },
    expireTokens: tokens.expireAll,
    logins: tokens.count,
    open: () => open.size,
    requests: (path) => seen.filter((one) => one === path).length,
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([stop(rest), stop(websockets.server)]);
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
