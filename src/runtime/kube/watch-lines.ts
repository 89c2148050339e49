import type { IncomingMessage } from 'node:http';
import type { Millis } from '../../model/units.ts';
import type { Clock } from '../clock.ts';
import { within } from '../within.ts';
import type { Sent, Transport } from './create-transport.ts';
import { grantedBy, readAnswer } from './read-answer.ts';
import { splitLines } from './split-lines.ts';

/** What a watch goes over. */
export interface WatchParts {
  readonly transport: Transport;
  readonly clock: Clock;
  /** For the head of the answer alone: the watch itself may be silent, and its reader knows for how long. */
  readonly timeout: Millis;
}

/** Gives the lines of an answer that goes on; its socket is closed however the reading ends. */
export async function* watchLines(
  { transport, clock, timeout }: WatchParts,
  sent: Sent,
  abort: AbortSignal,
  opened?: () => void,
): AsyncGenerator<string> {
  const cut = new AbortController();
  const follow = () => cut.abort(abort.reason);
  abort.addEventListener('abort', follow, { once: true });
  if (abort.aborted) follow();
  let response: IncomingMessage | undefined;
  try {
    response = await within(clock, timeout, abort, (limited) => {
      limited.addEventListener('abort', () => cut.abort(limited.reason), { once: true });
      return transport.open(sent, cut.signal);
    });
    await throwRefusal(response, sent, transport);
    opened?.();
    response.setEncoding('utf8');
    yield* splitLines(response);
  } finally {
    abort.removeEventListener('abort', follow);
    response?.destroy();
  }
}

async function throwRefusal(
  response: IncomingMessage,
  { method, path }: Sent,
  transport: Transport,
): Promise<void> {
  if (response.statusCode === 200) return;
  const answer = await readAnswer(response);
  if (answer.status === 401) transport.forgetCredentials();
  grantedBy(answer, `${method} ${path}`);
  throw new Error(`the answer has the status ${answer.status}`);
}
