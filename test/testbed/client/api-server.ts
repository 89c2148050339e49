import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { systemClock } from '../clock.ts';
import { ApiRefusal } from './api-refusal.ts';
import { type Answer, grantedBy, readAnswer } from './read-answer.ts';
import { within } from './within.ts';

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The content type of the body; plain JSON unless it is a patch. */
  readonly type?: string;
  /** Told each warning of the answer, also where that is a refusal. */
  readonly warned?: (text: string) => void;
}

/**
 * The API server with the JSON as it is, over kept-alive connections. The client library opens a new one for every call, which
 * hundreds of Nodes cannot afford, and drops the fields its types do not know, which hides misspelt ones from the API server.
 */
export interface ApiServer {
  /**
   * Gives the parsed answer, also from a server that first asks to come back later; throws ApiRefusal, or an error with
   * the cause when there is no answer within a minute. Callers may send all they have: what is too much waits here.
   */
  readonly call: (call: ApiCall, signal?: AbortSignal) => Promise<unknown>;
  /** Gives the lines of an answer that goes on, until the server ends it; throws ApiRefusal, or what tore the connection. */
  readonly lines: (path: string, signal: AbortSignal) => AsyncIterable<string>;
  readonly close: () => void;
}

const sockets = 32;
const patienceMs = 60_000;

// The first requests for a new custom resource are told to come back while its storage starts. The API server says in a
// second; it is mostly ready sooner.
const firstPauseMs = 50;
const longestPauseMs = 1_000;

/** Connects as the user of a kubeconfig; nothing is sent before the first call. */
export async function connectApiServer(config: KubeConfig): Promise<ApiServer> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, headers = {} } = options;
  const server = config.getCurrentCluster()?.server;
  if (!server) throw new Error('the kubeconfig names no server');
  const { hostname: host, port } = new URL(server);
  const agent = new Agent({ ca, cert, key, keepAlive: true, maxSockets: sockets });
  // A watch holds its connection for as long as it lasts; it must not take one from the calls.
  const watches = new Agent({ ca, cert, key });

  const open = (how: RequestOptions, body?: string): Promise<IncomingMessage> =>
    respond(request({ host, port, ...how, headers: { ...headers, ...how.headers } }), body);
  const ask = async (call: ApiCall, signal: AbortSignal): Promise<Answer> => {
    const { method, path, body, type = 'application/json', warned } = call;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) };
    const sent = { accept: 'application/json', 'content-type': type, ...length };
    const answer = await readAnswer(
      await open({ method, path, agent, signal, headers: sent }, text),
    );
    for (const warning of answer.warnings) warned?.(warning);
    return answer;
  };

  return {
    call: async (call, signal) => {
      const request = `${call.method} ${call.path}`;
      try {
        const answer = await within(patienceMs, signal, (own) =>
          unlessBusy(() => ask(call, own), own),
        );
        return grantedBy(answer, request);
      } catch (error) {
        if (error instanceof ApiRefusal) throw error;
        throw new Error(`asking the API server: ${request}`, { cause: error });
      }
    },
    lines: async function* (path, signal) {
      const response = await open({ method: 'GET', path, agent: watches, signal });
      if (response.statusCode !== 200) grantedBy(await readAnswer(response), `GET ${path}`);
      yield* splitLines(response);
    },
    close: () => {
      agent.destroy();
      watches.destroy();
    },
  };
}

/** Connects for as long as `use` takes. */
export async function withApiServer<T>(
  config: KubeConfig,
  use: (api: ApiServer) => Promise<T>,
): Promise<T> {
  const api = await connectApiServer(config);
  try {
    return await use(api);
  } finally {
    api.close();
  }
}

/** Asks again while the answer is to come back later; the last answer stands when there is no more time. */
async function unlessBusy(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, 2 * pauseMs)) {
    const answer = await ask();
    if (!answer.isBusy) return answer;
    await systemClock.wait(pauseMs, signal);
    if (signal.aborted) return answer;
  }
}

function respond(sent: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // `on`, not `once`: an abort after the answer began reports here a second time.
    sent.on('error', reject);
    sent.once('response', resolve);
    sent.end(body);
  });
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
