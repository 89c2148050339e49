import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { node, onBench, shell } from './bench.ts';

const test = suite('logs');

test('followed output is given as it comes and ends with the container', () =>
  onBench(async ({ run }) => {
    const running = await run(
      node(`
        process.on('SIGTERM', () => { console.error('two'); process.exit(0); });
        console.log('one');
        setInterval(() => {}, 1000);
      `),
    );
    const all = running.output({ follow: true });
    await running.says('one\n');
    running.stop(30_000);
    assert.is(await all, 'one\ntwo\n');
  }));

test('following ends at once when it is given up', () =>
  onBench(async ({ run, runtime }) => {
    const running = await run(shell('echo up; exec sleep 1000'));
    await running.says('up');
    const stop = new AbortController();
    const podUid = running.pod.metadata?.uid ?? '';
    const of = { podUid, container: 'main', previous: false, follow: true, signal: stop.signal };
    const seen: string[] = [];
    for await (const part of (await runtime.logs(of)) ?? []) {
      seen.push(Buffer.from(part).toString());
      stop.abort();
    }
    assert.equal(seen, ['up\n']);
  }));

test('the last two starts are kept, and no more', () =>
  onBench(async ({ run, pod }) => {
    const one = pod();
    for (const start of [1, 2]) await (await run(shell(`echo start ${start}`), one)).exited;
    const third = await run(shell('echo start 3'), one);
    await third.exited;
    assert.is(await third.output(), 'start 3\n');
    assert.is(await third.output({ previous: true }), 'start 2\n');
  }));

test('output on both streams is kept in its order, whole, however much it is', () =>
  onBench(async ({ run, runtime }) => {
    const lines = 200_000;
    const running = await run(
      node(`
        const { writeSync } = require('node:fs');
        const line = 'x'.repeat(499) + '\\n';
        for (let i = 0; i < ${lines}; i += 100) writeSync(1 + (i / 100) % 2, line.repeat(100));
        writeSync(2, 'last\\n');
      `),
    );
    let bytes = 0;
    let end = '';
    const podUid = running.pod.metadata?.uid ?? '';
    const signal = AbortSignal.timeout(60_000);
    // Read piece by piece: a hundred megabytes are not to be in memory at once.
    const of = { podUid, container: 'main', previous: false, follow: true, signal };
    for await (const part of (await runtime.logs(of)) ?? []) {
      bytes += part.byteLength;
      end = Buffer.from(part).toString().slice(-5);
    }
    assert.is(bytes, lines * 500 + 5);
    assert.is(end, 'last\n');
  }));

test('a container that never started and a pod that is not known have no log', () =>
  onBench(async ({ run, runtime }) => {
    const running = await run(shell('true'));
    const podUid = running.pod.metadata?.uid ?? '';
    const signal = AbortSignal.timeout(30_000);
    const of = { container: 'other', previous: false, follow: false, signal };
    assert.is(await runtime.logs({ ...of, podUid }), undefined);
    assert.is(await runtime.logs({ ...of, podUid: 'unknown' }), undefined);
    assert.is(await running.output({ previous: true }), '');
  }));

test.run();
