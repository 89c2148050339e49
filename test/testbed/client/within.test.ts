import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { within } from './within.ts';

const test = suite('a time limit');
const longMs = 60_000;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('work that ends in time gives its result, and leaves no timer', async () => {
  const before = process.getActiveResourcesInfo().length;
  assert.is(await within(longMs, undefined, async () => 'done'), 'done');
  assert.is(process.getActiveResourcesInfo().length, before);
});

test('the limit aborts, and says after how long', async () => {
  const reason = await within(1, undefined, untilAborted);
  assert.is((reason as Error).message, 'not done after 1 ms');
});

test('the limit aborts also when garbage was collected and there is an outer signal', async () => {
  const reason = await within(50, new AbortController().signal, async (signal) => {
    const aborted = untilAborted(signal);
    await setImmediate();
    collectGarbage();
    return await aborted;
  });
  assert.is((reason as Error).message, 'not done after 50 ms');
});

test('the outer signal aborts with its own reason', async () => {
  const outer = new AbortController();
  const work = within(longMs, outer.signal, untilAborted);
  outer.abort('enough');
  assert.is(await work, 'enough');
});

test('an outer signal that has aborted already is heard', async () => {
  assert.is(await within(longMs, AbortSignal.abort('before'), untilAborted), 'before');
});

async function untilAborted(signal: AbortSignal): Promise<unknown> {
  if (!signal.aborted) await once(signal, 'abort');
  return signal.reason;
}

test.run();
