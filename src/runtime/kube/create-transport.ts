import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent, type RequestOptions, request as requestHttps } from 'node:https';
import type { Clock } from '../clock.ts';
import type { ClusterAccess } from './cluster-access.ts';

/** One request as it goes over the wire. */
export interface Sent {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string;
  /** A watch holds its connection for as long as it lasts and must not take one from the calls. */
  readonly isWatch: boolean;
}

/** Sends requests over kept-alive connections, with credentials that are read again. */
export interface Transport {
  /** Resolves with the head of the answer; rejects for a dead connection or when `abort` fires. */
  open(sent: Sent, abort: AbortSignal): Promise<IncomingMessage>;
  /** Has the credentials read again for the next request: the server did not accept them. */
  forgetCredentials(): void;
  /** Closes every connection and opens no other. */
  close(): void;
}

const sockets = 32;
const credentialsMs = 10_000;

/** Connects to the cluster of `access`; nothing is read or sent before the first request. */
export function createTransport(access: ClusterAccess, clock: Clock): Transport {
  const { base, isPlain } = serverOf(access);
  const agents = isPlain
    ? [new HttpAgent({ keepAlive: true, maxSockets: sockets }), new HttpAgent()]
    : [new Agent({ keepAlive: true, maxSockets: sockets }), new Agent()];
  const [calls, watches] = agents;
  let isClosed = false;
  let known: { readonly options: RequestOptions; readonly at: number } | undefined;

  const credentials = async (): Promise<RequestOptions> => {
    const { now } = clock.read();
    if (known !== undefined && now - known.at < credentialsMs) return known.options;
    const options: RequestOptions = {};
    await access.applyToHTTPSOptions(options);
    delete options.agent; // theirs keeps no connection and is made anew every time
    known = { options, at: now };
    return options;
  };

  return {
    open: async (sent, abort) => {
      const options = await credentials();
      if (isClosed) throw new Error('the client was closed');
      const { method, path, headers, body, isWatch } = sent;
      const { hostname, port, pathname } = base;
      const send = isPlain ? requestHttp : requestHttps;
      return new Promise((resolve, reject) => {
        const request = send({
          ...options,
          // an address of IPv6 stands in brackets in a URL and without them here
          hostname: hostname.replace(/^\[|\]$/g, ''),
          ...(port === '' ? {} : { port }),
          method,
          path: `${pathname.replace(/\/$/, '')}${path}`,
          agent: isWatch ? watches : calls,
          headers: { ...options.headers, ...headers },
          signal: abort,
        });
        // `on`, not `once`: an abort after the answer began reports here a second time
        request.on('error', (error) => reject(abort.aborted ? abort.reason : error));
        request.once('response', resolve);
        request.end(body);
      });
    },
    forgetCredentials: () => {
      known = undefined;
    },
    close: () => {
      isClosed = true;
      for (const agent of agents) agent.destroy();
    },
  };
}

function serverOf(access: ClusterAccess): { readonly base: URL; readonly isPlain: boolean } {
  const server = access.getCurrentCluster()?.server;
  if (!server) throw new Error('the configuration of the cluster names no server');
  const base = new URL(server);
  return { base, isPlain: base.protocol === 'http:' };
}
