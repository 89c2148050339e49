import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';

/** The API server refused a request; `status` is the HTTP status. */
export class ApiRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The content type of the body; plain JSON unless it is a patch. */
  readonly type?: string;
}

/** The API server over kept-alive connections. The client library opens a new one for every call, which hundreds of Nodes cannot afford. */
export interface ApiServer {
  /** Gives the parsed answer; throws ApiRefusal, or an error with the cause when there is no answer within 30 s. */
  readonly call: (call: ApiCall, signal: AbortSignal) => Promise<unknown>;
  /** Gives the lines of an answer that goes on, until the server ends it; throws like `call`. */
  readonly lines: (path: string, signal: AbortSignal) => AsyncIterable<string>;
  readonly close: () => void;
}

/** Connects as the user of a kubeconfig; nothing is sent before the first call. */
export async function connectApiServer(config: KubeConfig): Promise<ApiServer> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, headers = {} } = options;
  const url = new URL(config.getCurrentCluster()!.server);
  const agent = new Agent({ ca, cert, key, keepAlive: true, maxSockets: 32 });
  // A watch holds its connection for as long as it lasts; it must not take one from the calls.
  const watches = new Agent({ ca, cert, key });
  const base = { host: url.hostname, port: url.port };

  const open = (how: RequestOptions, body?: string): Promise<IncomingMessage> =>
    respond(request({ ...base, ...how, headers: { ...headers, ...how.headers } }), body);

  return {
    call: async ({ method, path, body, type = 'application/json' }, signal) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) };
      const own = AbortSignal.any([signal, AbortSignal.timeout(30_000)]);
      try {
        const how = { method, path, agent, signal: own };
        const sent = { accept: 'application/json', 'content-type': type, ...length };
        return await answer(await open({ ...how, headers: sent }, text), `${method} ${path}`);
      } catch (error) {
        if (error instanceof ApiRefusal) throw error;
        throw new Error(`asking the API server: ${method} ${path}`, { cause: error });
      }
    },
    lines: async function* (path, signal) {
      const response = await open({ method: 'GET', path, agent: watches, signal });
      if (response.statusCode !== 200) await answer(response, `GET ${path}`);
      yield* splitLines(response);
    },
    close: () => {
      agent.destroy();
      watches.destroy();
    },
  };
}

function respond(sent: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // `on`, not `once`: an abort after the answer began reports here a second time.
    sent.on('error', reject);
    sent.once('response', resolve);
    sent.end(body);
  });
}

async function answer(response: IncomingMessage, what: string): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return JSON.parse(text);
  throw new ApiRefusal(status, `${what}: ${status} ${reason(text)}`);
}

function reason(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: string };
    return message ?? text;
  } catch {
    return text; // not a Status: a proxy's or an early refusal's words
  }
}

async function* splitLines(response: IncomingMessage): AsyncIterable<string> {
  response.setEncoding('utf8');
  let rest = '';
  for await (const part of response) {
    const lines = `${rest}${part}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
