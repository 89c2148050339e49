import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Behaviour } from './behaviour.ts';
import { messageOf } from './content.ts';
import type { IssuedTokens } from './issued-tokens.ts';

/** The port that speaks only websocket. */
export interface Push {
  readonly server: Server;
  readonly clients: ReadonlySet<WebSocket>;
  /** Connections that were made since the start. */
  connections(): number;
  /** Handshakes that were asked for, whatever the answer. */
  handshakes(): number;
  broadcast(text: string): void;
  /** Ends every connection with this code; without one the connection is cut. */
  drop(code?: number): void;
  /** Nothing is read and nothing is answered any more, but the connections stay open. */
  freeze(): void;
}

/** The token is looked at in the handshake alone; a snapshot comes with every connection. */
export function createPush(behaviour: Behaviour, tokens: IssuedTokens): Push {
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((_request, response) => response.writeHead(404).end());
  let connections = 0;
  let handshakes = 0;
  server.on('upgrade', (request, socket: Duplex, head) => {
    handshakes += 1;
    socket.on('error', () => socket.destroy());
    if (behaviour.websocket === 'hang') return;
    const allowed =
      behaviour.websocket === 'ok' &&
      request.url === '/ws/v2/queue-status/' &&
      tokens.has(request.headers.authorization);
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      connections += 1;
      client.on('error', () => client.terminate());
      client.send(JSON.stringify(messageOf(behaviour.content)));
    });
  });
  return {
    server,
    clients: sockets.clients,
    connections: () => connections,
    handshakes: () => handshakes,
    broadcast: (text) => {
      for (const client of sockets.clients) client.send(text);
    },
    drop: (code) => {
      for (const client of sockets.clients) {
        if (code === undefined) client.terminate();
        else client.close(code);
      }
    },
    freeze: () => {
      for (const client of sockets.clients) client.pause();
    },
  };
}
