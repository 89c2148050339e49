import { pino } from 'pino';
import { errorFields } from './error-fields.ts';
import type { Log } from './log.ts';
import { withoutUserInfo } from './without-user-info.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

interface LogOptions {
  readonly level: LogLevel;
  /** On every line: which component, which pod. */
  readonly base: Readonly<Record<string, string>>;
  /** Takes one line with its line break; the output of the process where it is absent. */
  readonly write?: (line: string) => void;
}

/** Names under which nothing is ever logged, at the top of a line and one below it. */
const secretNames = [
  'password',
  'passwd',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'authorization',
  'Authorization',
  'cookie',
];

/** A log of JSON lines: `level` as a word, `time` in ISO 8601, `error` with its chain of causes, no credentials. */
export function createLog({ level, base, write }: LogOptions): Log {
  // synchronous, so that the last line before an end is out
  const destination = write ? { write } : pino.destination({ fd: 1, sync: true });
  return pino(
    {
      level,
      base,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: (error) => errorFields(error) },
      redact: secretNames.flatMap((name) => [name, `*.${name}`]),
      hooks: { streamWrite: withoutUserInfo },
    },
    destination,
  );
}
