import type { ContainerRuntime } from './container-runtime.ts';

export interface LogRequest {
  readonly podUid: string;
  readonly container: string;
  readonly previous: boolean;
  readonly follow: boolean;
  readonly tailLines?: number;
  readonly signal: AbortSignal;
}

/** The log of a container, from its `tailLines`-last line on; undefined when there is none. */
export async function readLogs(
  runtime: ContainerRuntime,
  { tailLines, ...request }: LogRequest,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const log = await runtime.logs(request);
  if (log === undefined || tailLines === undefined) return log;
  // Where the tail begins shows only at the end, which a log that is followed does not have; so it is read once before.
  const whole = await runtime.logs({ ...request, follow: false });
  const lines = whole === undefined ? 0 : await countLines(whole);
  return skipLines(log, Math.max(0, lines - tailLines));
}

async function countLines(log: AsyncIterable<Uint8Array>): Promise<number> {
  let lines = 0;
  let isMidLine = false;
  for await (const part of log) {
    lines += part.filter((byte) => byte === newline).length;
    if (part.length > 0) isMidLine = part.at(-1) !== newline;
  }
  return lines + (isMidLine ? 1 : 0);
}

async function* skipLines(
  log: AsyncIterable<Uint8Array>,
  count: number,
): AsyncIterable<Uint8Array> {
  let left = count;
  for await (const part of log) {
    let from = 0;
    while (left > 0 && from < part.length) {
      const end = part.indexOf(newline, from);
      from = end < 0 ? part.length : end + 1;
      if (end >= 0) left -= 1;
    }
    if (from < part.length) yield part.subarray(from);
  }
}

const newline = 10;
