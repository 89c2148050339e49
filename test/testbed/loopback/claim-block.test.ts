import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { claimBlock } from './claim-block.ts';

const test = suite('blocks of loopback addresses');
// Where only 127.0.0.1 is set up there is nothing to claim, and the first claim says so.
const few = { first: 250, count: 2, chance: 0 };

test('two claims get different blocks, a third is refused, and a released one is free again', async () => {
  const first = await claimBlock(few);
  if (first === undefined) return assert.is(process.platform, 'darwin');
  const second = await claimBlock(few);
  assert.equal([first.block, second?.block], [250, 251]);
  const refused = await claimBlock(few).catch((error: Error) => error.message);
  assert.is(refused, '127.250.0.0/16 to 127.251.0.0/16 are all taken by other testbeds');
  await first.release();
  await first.release();
  const again = await claimBlock(few);
  assert.is(again?.block, 250);
  await Promise.all([second?.release(), again?.release()]);
});

test('chance says where to look first', async () => {
  const last = await claimBlock({ first: 250, count: 2, chance: 0.99 });
  if (last === undefined) return assert.is(process.platform, 'darwin');
  assert.is(last.block, 251);
  await last.release();
});

test.run();
