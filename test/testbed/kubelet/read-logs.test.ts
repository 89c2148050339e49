import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ContainerRuntime } from './container-runtime.ts';
import { readLogs } from './read-logs.ts';

const test = suite('the last lines of a log');
const parts = ['one\ntw', 'o\nthr', 'ee'];

const cases: readonly (readonly [tailLines: number | undefined, text: string])[] = [
  [undefined, 'one\ntwo\nthree'],
  [0, ''],
  [1, 'three'],
  [2, 'two\nthree'],
  [9, 'one\ntwo\nthree'],
];

for (const [tailLines, text] of cases) {
  test(`${tailLines ?? 'without a number, all'} of them`, async () => {
    const runtime: ContainerRuntime = {
      name: 'test',
      start: () => Promise.reject(new Error('nothing is started here')),
      logs: async () => bytes(),
      forget: async () => {},
    };
    const log = await readLogs(runtime, {
      podUid: 'uid',
      container: 'worker',
      previous: false,
      follow: false,
      ...(tailLines !== undefined && { tailLines }),
      signal: new AbortController().signal,
    });
    const read: Uint8Array[] = [];
    for await (const part of log!) read.push(part);
    assert.is(Buffer.concat(read).toString(), text);
  });
}

async function* bytes(): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

test.run();
