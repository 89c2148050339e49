import { Agent, type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { KubeConfig } from '@kubernetes/client-node';

/** What the API server said; a refusal is an answer too, so only a dead connection and a minute's silence throw. */
export interface ApiAnswer {
  readonly status: number;
  /** The object, or for a refusal the `Status` with `reason` and `message`. */
  readonly body: ApiObject;
  /** The texts of the `Warning` headers, which kubectl prints and typed clients throw away. */
  readonly warnings: readonly string[];
}

/** A Kubernetes object as JSON; nothing is known of its fields beyond what every object has. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export type ApiRequest = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  content?: { readonly type: string; readonly json: unknown },
) => Promise<ApiAnswer>;

/** How many requests are under way at once; more wait in the agent, so a caller may send all it has. */
const sockets = 8;

/**
 * Makes requests with the JSON as it is. The clients of the library drop the fields their types do not know, so a misspelt
 * field would never reach the API server, and hide its warnings.
 */
export async function openApi(config: KubeConfig): Promise<ApiRequest> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, rejectUnauthorized } = options;
  // Idle sockets of an agent do not keep the process alive, so there is nothing to close.
  const agent = new Agent({
    keepAlive: true,
    maxSockets: sockets,
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
  });
  const server = config.getCurrentCluster()?.server;
  if (!server) throw new Error('the kubeconfig names no server');
  return async (method, path, content) => {
    const deadline = AbortSignal.timeout(patienceMs);
    for (;;) {
      const how = { agent, method, headers: { ...options.headers }, signal: deadline };
      const { isBusy, ...answer } = await send(new URL(server + path), how, content);
      if (!isBusy || deadline.aborted) return answer;
      await wait(pauseMs);
    }
  };
}

// The first requests for a new custom resource are told to come back while its storage starts. The API server says in a
// second; it is mostly ready sooner.
const patienceMs = 60_000;
const pauseMs = 50;

interface RawAnswer extends ApiAnswer {
  /** To be asked again. An eviction that a budget forbids is a 429 too, but names no time. */
  readonly isBusy: boolean;
}

async function send(
  url: URL,
  options: RequestOptions & { readonly headers: object },
  content?: { readonly type: string; readonly json: unknown },
): Promise<RawAnswer> {
  const headers = { ...options.headers, ...(content && { 'Content-Type': content.type }) };
  try {
    return await new Promise((resolve, reject) => {
      const sent = request(url, { ...options, headers }, (response) => {
        const { statusCode: status = 0, headersDistinct } = response;
        const warnings = (headersDistinct.warning ?? []).map(warningText);
        const isBusy = status === 429 && headersDistinct['retry-after'] !== undefined;
        text(response).then((body) => {
          resolve({ status, body: toObject(body), warnings, isBusy });
        }, reject);
      });
      sent.on('error', reject);
      sent.end(content && JSON.stringify(content.json));
    });
  } catch (error) {
    throw new Error(`asking the API server: ${options.method} ${url.pathname}`, { cause: error });
  }
}

/** A few refusals (no such path, not authorized) come as plain text. */
function toObject(body: string): ApiObject {
  try {
    return JSON.parse(body);
  } catch {
    return { apiVersion: 'v1', kind: 'Status', metadata: { name: '' }, message: body.trim() };
  }
}

/** `299 - "text"`, with quotes and backslashes in the text escaped (RFC 9110's predecessor, 7234, section 5.5). */
function warningText(header: string): string {
  const quoted = /^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(header)?.[1];
  return quoted === undefined ? header : quoted.replaceAll(/\\(.)/g, '$1');
}
