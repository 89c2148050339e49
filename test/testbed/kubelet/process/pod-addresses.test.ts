import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { claimPodAddresses } from './pod-addresses.ts';

const test = suite('pod addresses');

test('two testbeds that look at the same place get blocks of their own', async () => {
  const one = await claimPodAddresses(0.5);
  const other = await claimPodAddresses(0.5);
  try {
    if (one.give('a') === '127.0.0.1') return; // only one loopback address is set up here
    assert.is.not(one.give('a'), other.give('a'));
  } finally {
    await one.close();
    await other.close();
  }
});

test('a pod keeps its address, and one that is freed is not given again at once', async () => {
  const addresses = await claimPodAddresses(0.1);
  try {
    const first = addresses.give('a');
    assert.is(addresses.give('a'), first);
    if (first === '127.0.0.1') return;
    addresses.free('a');
    const many = new Set(Array.from({ length: 1_000 }, (_, pod) => addresses.give(`p${pod}`)));
    assert.is(many.size, 1_000);
    assert.not(many.has(first));
  } finally {
    await addresses.close();
  }
});

test.run();
