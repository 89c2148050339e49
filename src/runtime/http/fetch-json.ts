import {
  type ClientRequest,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Agents } from './agents.ts';
import { within } from './within.ts';

export interface JsonRequest {
  /** `http:` or `https:`. User and password in it are sent as basic authentication and never named in an error. */
  readonly url: URL | string;
  /** GET by default. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | undefined;
  /** For all of it, from looking up the name to the last byte of the answer. */
  readonly timeoutMs: number;
  /** An answer whose body is larger is an error. */
  readonly maxBytes: number;
  /** Keeps connections open between requests; without it each request opens its own and closes it. */
  readonly agents?: Agents;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** `undefined` for an empty body, and for a body that is no JSON beside a status that is no success. */
  readonly json: unknown;
}

/**
 * Sends a request and reads the JSON of its answer, whatever its status. Redirects are not followed, since credentials would
 * go along. Rejects where there is no whole answer, or a success without JSON. A request that a kept connection lost before
 * any answer is sent once more: use it only for what may be repeated.
 */
export async function fetchJson(request: JsonRequest, abort: AbortSignal): Promise<JsonAnswer> {
  const url = parseUrl(request.url);
  const method = request.method ?? 'GET';
  try {
    return await within(request.timeoutMs, abort, (end) => ask(url, method, request, end));
  } catch (error) {
    // The query may hold more than the reader of a log should see.
    throw new Error(`sending ${method} ${url.origin}${url.pathname}`, { cause: error });
  }
}

/** Node's own error would carry the URL, password and all. */
function parseUrl(url: URL | string): URL {
  if (!URL.canParse(String(url))) throw new Error('reading the URL of a request: it is none');
  const parsed = new URL(String(url));
  if (parsed.protocol === 'http:' || parsed.protocol === 'https:') return parsed;
  throw new Error(`sending a request: ${parsed.protocol} is neither http: nor https:`);
}

async function ask(
  url: URL,
  method: string,
  request: JsonRequest,
  end: AbortSignal,
): Promise<JsonAnswer> {
  const { response, reused, error } = await send(url, method, request, end);
  if (response !== undefined) return readAnswer(response, request.maxBytes);
  if (!reused || end.aborted) throw error;
  const again = await send(url, method, request, end);
  if (again.response === undefined) throw again.error;
  return readAnswer(again.response, request.maxBytes);
}

type Sent =
  | { readonly response: IncomingMessage; readonly reused: boolean; readonly error?: undefined }
  | { readonly response?: undefined; readonly reused: boolean; readonly error: Error };

function send(url: URL, method: string, request: JsonRequest, signal: AbortSignal): Promise<Sent> {
  return new Promise((resolve) => {
    const sent = open(url, { ...optionsOf(url, request), method, signal });
    sent.once('response', (response) => resolve({ response, reused: sent.reusedSocket }));
    // `on`: a request that fails twice, as one whose answer is garbage and late, must not end the process.
    sent.on('error', (error) => resolve({ error, reused: sent.reusedSocket }));
    sent.end(request.body);
  });
}

function open(url: URL, options: RequestOptions): ClientRequest {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return (url.protocol === 'https:' ? httpsRequest : httpRequest)(bare, options);
}

function optionsOf(url: URL, { headers, body, ca, agents }: JsonRequest) {
  return {
    agent: (url.protocol === 'https:' ? agents?.https : agents?.http) ?? false,
    ...(ca === undefined ? {} : { ca }),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      ...basicOf(url),
      ...headers,
    },
  };
}

function basicOf({ username, password }: URL): { readonly authorization?: string } {
  if (username === '' && password === '') return {};
  const pair = `${decode(username)}:${decode(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** A `%` that nobody escaped stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<JsonAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the connection.
    if (bytes > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const { statusCode: status = 0, headers } = response;
  return { status, headers, json: parse(Buffer.concat(chunks).toString('utf8'), status) };
}

function parse(text: string, status: number): unknown {
  if (text === '') return undefined;
  const read = parseJson(text);
  if (read === undefined && status < 300) {
    throw new Error(`the answer with status ${status} is no JSON`);
  }
  return read;
}

/** `undefined` for what is no JSON: the parser's error would quote the answer. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
