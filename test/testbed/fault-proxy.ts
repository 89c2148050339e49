import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Agent, request as requestHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import type { FakeAnswer, FakeRequest } from '../fakes/api-server-answer.ts';
import {
  createFaults,
  type FaultSwitch,
  type Faults,
  isMeant,
  type Where,
} from '../fakes/api-server-faults.ts';

/** A way to an API server on which a test can break things; each breaking gives the function that mends it. */
export interface FaultProxy extends FaultSwitch {
  /** Of the same user, by way of the proxy; `kubeConfigText` makes a file of it for another process. */
  readonly config: KubeConfig;
  /** Lets requests wait so long before they go on. */
  delay(where: Where, ms: number): () => void;
  /** Lets requests wait until mended; then they go on. */
  hold(where: Where): () => void;
  /** Lets requests through and the answers never arrive: the connection breaks just before. */
  loseAnswers(where: Where): () => void;
  /** Cuts every connection that is open; new ones are let in. */
  cut(): void;
  /** Is not there at all until mended: connections are cut, new ones refused. */
  vanish(): Promise<() => Promise<void>>;
  /** What came in, refused requests too: `GET /api/v1/nodes`. */
  readonly seen: readonly string[];
  stop(): Promise<void>;
}

/** Starts a proxy of loopback, in plain HTTP, in front of the API server of `admin`. */
export async function startFaultProxy(admin: KubeConfig): Promise<FaultProxy> {
  const faults = createFaults();
  const delays = new Set<{ readonly where: Where; readonly ms: number }>();
  const held = new Set<Held>();
  const lost = new Set<Where>();
  const seen: string[] = [];
  const upstream = await openUpstream(admin);

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = requestOf(incoming);
    seen.push(`${request.method} ${request.path}`);
    const gone = new AbortController();
    response.on('close', () => gone.abort(new Error('the client is gone')));
    for (const { where, ms } of delays) {
      if (isMeant(where, request)) await wait(ms, undefined, { signal: gone.signal });
    }
    await untilReleased(held, request, gone.signal);
    const planned = await faults.answerTo(request, gone.signal);
    if (planned !== undefined) return refuse(response, planned);
    const answer = await upstream.open(incoming, gone.signal);
    if ([...lost].some((where) => isMeant(where, request))) {
      answer.resume().on('end', () => response.destroy());
      return;
    }
    passOn(answer, response, request.query.watch ? faults : undefined);
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  const port = await listen(server, 0);
  const vanish = async () => {
    await close(server);
    return async () => {
      await listen(server, port);
    };
  };
  return {
    ...faults,
    config: throughProxy(admin, port),
    delay: (where, ms) => add(delays, { where, ms }),
    hold: (where) => hold(held, where),
    loseAnswers: (where) => add(lost, where),
    cut: () => server.closeAllConnections(),
    vanish,
    seen,
    stop: async () => {
      upstream.close();
      await close(server);
    },
  };
}

/** Where the requests go on to, with the credentials that the client sent. */
async function openUpstream(admin: KubeConfig) {
  const { ca } = await optionsOf(admin);
  const { hostname: host, port } = new URL(admin.getCurrentCluster()!.server);
  const agent = new Agent({ keepAlive: true, ca });
  const open = (incoming: IncomingMessage, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { method, url: path, headers } = incoming;
      const sent = requestHttps({ host, port, method, path, headers, agent, signal });
      sent.on('error', reject);
      sent.on('response', resolve);
      incoming.pipe(sent);
    });
  return { open, close: () => agent.destroy() };
}

async function optionsOf(config: KubeConfig): Promise<RequestOptions & { ca?: string | Buffer }> {
  const options = {};
  await config.applyToHTTPSOptions(options);
  return options;
}

function passOn(
  answer: IncomingMessage,
  response: ServerResponse,
  watch: Pick<Faults, 'isFrozen'> | undefined,
): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
  answer.on('error', () => response.destroy());
  if (watch === undefined) {
    answer.pipe(response);
    return;
  }
  answer.on('data', (part) => watch.isFrozen() || response.write(part));
  answer.on('end', () => watch.isFrozen() || response.end());
}

function refuse(response: ServerResponse, { status, body, retryAfterSeconds }: FakeAnswer): void {
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

function requestOf({ method = 'GET', url = '/' }: IncomingMessage): FakeRequest {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const query = Object.fromEntries(searchParams);
  return { method, path: pathname, query, body: undefined, contentType: '' };
}

/** The client library speaks plain HTTP only where it is told not to look at certificates. */
function throughProxy(admin: KubeConfig, port: number): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'roster-testbed', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    { ...admin.getCurrentUser()! },
  );
  return config;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

interface Held {
  readonly where: Where;
  readonly released: Promise<void>;
}

function hold(held: Set<Held>, where: Where): () => void {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const mend = add(held, { where, released });
  return () => {
    mend();
    release();
  };
}

async function untilReleased(
  held: ReadonlySet<Held>,
  request: FakeRequest,
  gone: AbortSignal,
): Promise<void> {
  for (const { where, released } of held) if (isMeant(where, request)) await released;
  gone.throwIfAborted();
}

function add<T>(set: Set<T>, one: T): () => void {
  set.add(one);
  return () => set.delete(one);
}
