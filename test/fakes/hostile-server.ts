import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from '../testbed/servers/certificates.ts';

/** Does what it likes with a connection once a request has come; `request` is its beginning. */
export type Misdeed = (socket: Socket, request: string) => void;

/** A server that speaks no protocol by itself, on 127.0.0.1. */
export interface HostileServer {
  readonly port: number;
  /** For all requests from now on. */
  do(misdeed: Misdeed): void;
  /** Requests that came so far. */
  requests(): number;
  /** Connections that are open now. */
  open(): number;
  close(): Promise<void>;
}

/** With a certificate it speaks TLS below. */
export async function startHostileServer(
  first: Misdeed = () => undefined,
  certificate?: Certificate,
): Promise<HostileServer> {
  const open = new Set<Socket>();
  let misdeed = first;
  let requests = 0;
  const take = (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      requests += 1;
      misdeed(socket, data.toString('latin1'));
    });
  };
  const server: Server =
    certificate === undefined
      ? createServer(take)
      : createTlsServer({ key: certificate.key, cert: certificate.certificate }, take);
  server.on('tlsClientError', () => undefined);
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    do: (next) => {
      misdeed = next;
    },
    requests: () => requests,
    open: () => open.size,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A whole answer, with headers that may be wrong on purpose. */
export function answering(
  body: string | Buffer,
  headers: Readonly<Record<string, string | number>> = {},
  status = '200 OK',
): Misdeed {
  const all = { 'content-length': Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`);
    socket.write(body);
  };
}

/** Writes this text again and again, as fast as it is taken. */
export function flood(socket: Socket, begin: string, again: string | Buffer): void {
  socket.write(begin);
  const more = () => {
    while (socket.writable && socket.write(again));
  };
  socket.on('drain', more);
  more();
}
