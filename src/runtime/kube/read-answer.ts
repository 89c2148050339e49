import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-client.ts';

/** An answer that has come whole. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** From `Retry-After` in seconds; a date is not understood, and the API server writes none. */
  readonly retryAfterMs: number | undefined;
}

const longestMessage = 500;

/** Reads an answer to its end; rejects where the connection dies before. */
export async function readAnswer(response: IncomingMessage): Promise<Answer> {
  response.setEncoding('utf8');
  let text = '';
  for await (const part of response) text += part;
  const asked = Number(response.headers['retry-after'] ?? Number.NaN);
  return {
    status: response.statusCode ?? 0,
    text,
    retryAfterMs: asked >= 0 ? asked * 1_000 : undefined,
  };
}

/** The JSON of an answer; throws an ApiError for a refusal. `request` is `GET /api/v1/nodes`, for messages. */
export function grantedBy(answer: Answer, request: string): unknown {
  const { status, text } = answer;
  if (status >= 400) throw refusalIn(answer, request);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`reading the JSON of the answer to ${request}`, { cause: error });
  }
}

interface Status {
  readonly kind?: unknown;
  readonly reason?: unknown;
  readonly message?: unknown;
}

// A proxy, a webhook or a server that starts may answer with anything, also with JSON that is no Status.
function refusalIn({ status, text, retryAfterMs }: Answer, request: string): ApiError {
  const { reason, message } = statusIn(text);
  const said = typeof message === 'string' ? message : text.trim();
  const because = typeof reason === 'string' && reason !== '' ? reason : (reasons[status] ?? '');
  const sentence = `${request}: ${status} ${because} ${said.slice(0, longestMessage)}`;
  return new ApiError(sentence.trimEnd(), status, because, retryAfterMs);
}

function statusIn(text: string): Status {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {}; // no JSON: the text itself is what it says
  }
}

/** What a Status would have said. */
const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};
