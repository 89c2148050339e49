import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { ApiRefusal, type Refusal } from './api-refusal.ts';

/** A whole answer of the API server. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The texts of the `Warning` headers, which kubectl prints and typed clients throw away. */
  readonly warnings: readonly string[];
  /** To be asked again. An eviction that a budget forbids is a 429 too, but names no time. */
  readonly isBusy: boolean;
}

export async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0, headersDistinct } = response;
  return {
    status,
    text: await text(response),
    warnings: (headersDistinct.warning ?? []).map(warningText),
    isBusy: status === 429 && headersDistinct['retry-after'] !== undefined,
  };
}

/** The JSON of an answer; throws ApiRefusal where it is a refusal. */
export function grantedBy(answer: Answer, request: string): unknown {
  const { status, text: body } = answer;
  if (status >= 200 && status < 300) return JSON.parse(body);
  throw new ApiRefusal(request, status, toRefusal(body));
}

/** A few refusals (no such path, not authorized) come as plain text. */
function toRefusal(body: string): Refusal {
  try {
    return JSON.parse(body);
  } catch {
    return { message: body.trim() };
  }
}

/** `299 - "text"`, with quotes and backslashes in the text escaped (RFC 9110's predecessor, 7234, section 5.5). */
function warningText(header: string): string {
  const quoted = /^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(header)?.[1];
  return quoted === undefined ? header : quoted.replaceAll(/\\(.)/g, '$1');
}
