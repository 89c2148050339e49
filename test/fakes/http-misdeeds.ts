import { gzipSync } from 'node:zlib';
import { answering, flood, type Misdeed } from './hostile-server.ts';

/** A misdeed, and what the gap it makes must say. */
export interface NamedMisdeed {
  readonly name: string;
  readonly does: Misdeed;
  readonly says: RegExp;
}

const late = /no answer within|not done within/;
const odd = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const kilobyte = 'x'.repeat(1_024);

/** What a server can do to whoever asks it by HTTP, whatever the question. */
export const httpMisdeeds: readonly NamedMisdeed[] = [
  { name: 'silence', does: () => undefined, says: late },
  { name: 'a reset', does: (socket) => socket.resetAndDestroy(), says: /ECONNRESET|hang up/ },
  { name: 'an end without an answer', does: (socket) => socket.end(), says: /hang up|ECONNRESET/ },
  {
    name: 'headers that never end',
    does: (socket) => socket.write(`${odd}x-a: b`),
    says: late,
  },
  {
    name: 'the wish to speak another protocol',
    does: (socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    says: /./,
  },
  {
    name: 'a body that stops in the middle',
    does: (socket) => socket.write(`${odd}content-length: 100\r\n\r\n{"status":`),
    says: late,
  },
  {
    name: 'a body that is cut in the middle',
    does: (socket) => socket.end(`${odd}content-length: 100\r\n\r\n{"status":`),
    says: /abort|ECONNRESET/i,
  },
  {
    name: 'a length below that of the body',
    does: answering('{"status":"success"}', { 'content-length': 5 }),
    says: /no JSON/,
  },
  {
    name: 'a length that is none',
    does: answering('{}', { 'content-length': 'many' }),
    says: /Parse Error/,
  },
  {
    name: 'two lengths',
    does: (socket) => socket.write(`${odd}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
    says: /Parse Error/,
  },
  {
    name: 'chunks that are none, and silence after them',
    does: (socket) => socket.write(`${odd}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`),
    says: /Parse Error|abort/i,
  },
  {
    name: 'a body that is packed, though nobody asked',
    does: answering(gzipSync('{"status":"success"}'), { 'content-encoding': 'gzip' }),
    says: /no JSON/,
  },
  {
    name: 'a redirect to itself',
    does: answering('', { location: '/' }, '302 Found'),
    says: /status 302/,
  },
  { name: 'a page', does: answering('<html>welcome</html>'), says: /no JSON/ },
  { name: 'nothing', does: answering(''), says: /./ },
  { name: 'no text', does: answering(Buffer.from([0xff, 0xfe, 0x80, 0x22])), says: /no JSON/ },
  { name: 'a number beyond all', does: answering('1e999'), says: /./ },
  { name: 'null', does: answering('null'), says: /./ },
  { name: 'a list of lists of lists', does: answering('['.repeat(200_000)), says: /no JSON/ },
  {
    name: 'a prototype',
    does: answering('{"__proto__":{"status":"success"},"constructor":1,"toString":1}'),
    says: /./,
  },
  {
    name: 'an excuse for ten thousand years',
    does: answering('', { 'retry-after': '315360000000' }, '429 Too Many Requests'),
    says: /status 429/,
  },
  {
    name: 'an excuse without a number',
    does: answering('{}', { 'retry-after': '\u00ff'.repeat(3) }, '503 Unavailable'),
    says: /status 503/,
  },
  {
    name: 'what it was asked',
    does: (socket, request) => socket.write(request),
    says: /Parse Error/,
  },
  {
    name: 'what it was asked, as an answer',
    does: (socket, request) => answering(JSON.stringify({ error: request }))(socket, request),
    says: /./,
  },
];

/** Misdeeds that keep the process busy, so that nothing else should be measured beside them. */
export const httpFloods: readonly NamedMisdeed[] = [
  {
    name: 'a flood of headers',
    does: (socket) => flood(socket, odd, `x-y: ${kilobyte}\r\n`),
    says: /Header overflow|ECONNRESET/i,
  },
  {
    name: 'a flood of interim answers',
    does: (socket) => flood(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n'),
    says: late,
  },
  {
    name: 'a body that never ends',
    does: (socket) => flood(socket, `${odd}\r\n`, kilobyte.repeat(64)),
    says: /larger than \d+ bytes|no answer within/,
  },
];
