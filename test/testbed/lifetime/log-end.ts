import { readFileSync } from 'node:fs';

const lines = 12;

/** The last lines of a server's log, without the stack traces that Go prints after what went wrong. */
export function logEnd(path: string): string {
  const text = read(path);
  const trace = /^goroutine \d+ .*\[.*\]:$/m.exec(text);
  const told = trace === null ? text : text.slice(0, trace.index);
  return told.trimEnd().split('\n').slice(-lines).join('\n');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the folder is gone already
  }
}
