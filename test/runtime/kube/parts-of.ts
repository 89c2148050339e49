import { readFile } from 'node:fs/promises';
import type { Clock } from '../../../src/runtime/clock.ts';
import type { Parts } from '../../../src/runtime/parts.ts';

/** One line of a log, for tests that look at it. */
export interface Logged {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: object;
}

/** Parts with this clock, no chance at all, and a log that is kept. */
export function partsOf(clock: Clock, logged: Logged[] = []): Parts {
  const at = (level: Logged['level']) => (fields: object, message: string) => {
    logged.push({ level, message, fields });
  };
  return {
    clock,
    random: () => 0.5,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    readFile: (path) => readFile(path, 'utf8'),
  };
}
