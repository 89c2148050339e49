import { open } from 'node:fs/promises';
import type { V1Container } from '@kubernetes/client-node';

const mostBytes = 4_096;
const mostLogBytes = 2_048;
const mostLogLines = 80;

/** What the status of an ended container says of it: what it left as its termination message, else (if it asks so) the end of its log. */
export async function endedMessage(
  { terminationMessagePolicy }: V1Container,
  exitCode: number,
  paths: { readonly message: string; readonly log: string },
): Promise<string | undefined> {
  const left = await part(paths.message, 0, mostBytes);
  if (left !== '') return left;
  if (exitCode === 0 || terminationMessagePolicy !== 'FallbackToLogsOnError') return undefined;
  const end = await part(paths.log, -mostLogBytes, mostLogBytes);
  return end.split('\n').slice(-mostLogLines).join('\n') || undefined;
}

/** Bytes from a place in a file, counted from its end when negative; nothing where there is no file. */
async function part(path: string, from: number, length: number): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const position = from < 0 ? Math.max(0, size + from) : from;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return ''; // the container removed it, or the pod is forgotten
  }
}
