import { watch } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { makeWake } from '../wake.ts';

const chunkBytes = 64 * 1024;

/** Reads what is in a log now. */
export async function* readLog(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    yield* rest(file, signal);
  } finally {
    await file.close();
  }
}

/** Reads a log and goes on as it grows, until its writer `ended` and all is read, or the signal aborts. */
export async function* followLog(
  path: string,
  ended: Promise<unknown>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  let isOver = false;
  const { wake, woken } = makeWake();
  const watcher = watch(path, wake);
  watcher.on('error', wake);
  signal.addEventListener('abort', wake);
  void ended.then(() => {
    isOver = true;
    wake();
  });
  try {
    for (;;) {
      const wasOver = isOver; // looked at before reading, so that the last words are read
      yield* rest(file, signal);
      if (wasOver || signal.aborted) return;
      await woken();
    }
  } finally {
    watcher.close();
    signal.removeEventListener('abort', wake);
    await file.close();
  }
}

async function* rest(file: FileHandle, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  while (!signal.aborted) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes));
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
