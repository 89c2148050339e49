import { type RawData, WebSocket } from 'ws';
import { type Instant, type Millis, millis } from '../../../model/units.ts';
import type { Clock } from '../../clock.ts';
import { sentenceOf } from '../sentence-of.ts';
import { createNewestFirst } from './newest-first.ts';
import { largestPicture } from './oasis-api.ts';
import type { Pass } from './tokens.ts';

/** How long a connection may be silent, and how it is kept alive. */
export interface WebsocketTimes {
  readonly handshake: Millis;
  readonly ping: Millis;
  /** Without a message for this long a connection is given up, though it answers pings. */
  readonly silence: Millis;
}

export const defaultTimes: WebsocketTimes = {
  handshake: millis(10_000),
  ping: millis(20_000),
  silence: millis(180_000),
};

/** Why a connection ended. `refused`: the handshake was answered with 401 or 403, so that another token is needed. */
export interface Ended {
  readonly kind: 'aborted' | 'refused' | 'silent' | 'lost';
  readonly because: string;
}

export interface WebsocketOptions {
  readonly url: string;
  readonly pass: Pass;
  readonly clock: Clock;
  readonly times: WebsocketTimes;
  /** Hears each message; where they come faster than ten a second, or than they can be read, only the newest. */
  readonly onText: (text: string, arrivedAt: Instant) => void;
}

/** So many pings in a row without any sign of life end a connection. */
const unansweredPings = 3;
/** What we sent and the server did not take, in bytes. */
const mostUnsent = 1024 * 1024;

/** Listens until the connection ends or `abort` fires, and tells why it ended. Never rejects. */
export function listenTo(options: WebsocketOptions, abort: AbortSignal): Promise<Ended> {
  const socket = openSocket(options);
  if (socket === undefined)
    return Promise.resolve({ kind: 'lost', because: 'the websocket URL cannot be used' });
  return new Promise((resolve) => {
    const over = new AbortController();
    const life: Life = { socket, unanswered: 0, lastMessage: options.clock.read().now };
    let ended: Ended | undefined;
    const end: End = (kind, because) => {
      ended ??= { kind, because };
      over.abort();
      socket.terminate();
    };
    const stop = () => end('aborted', 'stopped');
    abort.addEventListener('abort', stop);
    hear(life, options, end, over.signal);
    socket.on('close', (code) => {
      end('lost', `the server closed the connection with ${code}`);
      abort.removeEventListener('abort', stop);
      resolve(ended ?? { kind: 'lost', because: 'the connection is closed' });
    });
    if (abort.aborted) stop();
    void keepAlive(life, options, end, over.signal);
  });
}

type End = (kind: Ended['kind'], because: string) => void;

interface Life {
  readonly socket: WebSocket;
  unanswered: number;
  lastMessage: Instant;
}

function openSocket({ url, pass }: WebsocketOptions): WebSocket | undefined {
  const { token, ca } = pass;
  try {
    return new WebSocket(url, {
      headers: { authorization: `Bearer ${token}` },
      maxPayload: largestPicture,
      perMessageDeflate: false, // a small message could grow a thousand times
      autoPong: false,
      ...(ca === undefined ? {} : { ca }),
    });
  } catch {
    return undefined; // its error would quote the URL
  }
}

function hear(life: Life, { clock, onText }: WebsocketOptions, end: End, over: AbortSignal): void {
  const { socket } = life;
  const read = (data: RawData, arrivedAt: Instant) => onText(textOf(data), arrivedAt);
  const handOn = createNewestFirst(read, clock, over);
  // RFC 6455 lets us answer the newest ping only.
  const answer = createNewestFirst((data: Buffer) => socket.pong(data), clock, over);
  const alive = () => {
    life.unanswered = 0;
  };
  socket.on('message', (data) => {
    alive();
    life.lastMessage = clock.read().now;
    handOn(data);
  });
  socket.on('ping', (data) => {
    alive();
    answer(data);
  });
  socket.on('pong', alive);
  socket.on('unexpected-response', (_request, { statusCode }) => {
    const kind = statusCode === 401 || statusCode === 403 ? 'refused' : 'lost';
    end(kind, `the handshake is refused with status ${statusCode}`);
  });
  // Without a listener the error of a socket that we ended ourselves would end the process.
  socket.on('error', (error) => end('lost', sentenceOf(error)));
}

async function keepAlive(
  life: Life,
  { clock, times }: WebsocketOptions,
  end: End,
  over: AbortSignal,
): Promise<void> {
  await clock.sleep(times.handshake, over);
  while (!over.aborted) {
    const trouble = troubleOf(life, clock.read().now, times);
    if (trouble !== undefined) end(trouble.kind, trouble.because);
    else {
      life.unanswered += 1;
      life.socket.ping();
      await clock.sleep(times.ping, over);
    }
  }
}

function troubleOf(life: Life, now: Instant, times: WebsocketTimes): Ended | undefined {
  if (life.socket.readyState === WebSocket.CONNECTING)
    return { kind: 'lost', because: `no answer to the handshake within ${times.handshake} ms` };
  if (life.unanswered >= unansweredPings)
    return { kind: 'lost', because: `${unansweredPings} pings without an answer` };
  if (life.socket.bufferedAmount > mostUnsent)
    return { kind: 'lost', because: 'the server does not take what we send' };
  if (now - life.lastMessage >= times.silence)
    return { kind: 'silent', because: `no message for ${times.silence} ms` };
  return undefined;
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8');
}
