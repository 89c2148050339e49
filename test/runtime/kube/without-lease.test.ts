import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiCall } from '../../../src/runtime/kube/api-client.ts';
import { busy, caught, json, serving } from './serving.ts';

const get: ApiCall = { method: 'GET', path: '/api/v1/things' };
const patch: ApiCall = { method: 'PATCH', path: '/api/v1/things/a', body: { a: 1 } };

test('a write that waited until the lease was gone is not sent, a read is', async () => {
  let leads = true;
  const parts = { burst: 1, perSecond: 1, mayWrite: () => leads };
  await serving(
    [json(200, {})],
    async ({ client, clock, asked, next }) => {
      await client.call(patch);
      const write = caught(client.call(patch));
      const read = client.call(get);
      await clock.settle();
      leads = false;
      await clock.advance(1_000);
      assert.match(`${(await write).cause}`, 'this process may not write any more');
      await clock.advance(1_000);
      await next(2);
      await read;
      assert.equal(
        asked.map(({ method }) => method),
        ['PATCH', 'GET'],
      );
    },
    parts,
  );
});

test('a write that the server was too busy for is not tried again without the lease', async () => {
  let leads = true;
  await serving(
    [busy('3')],
    async ({ client, clock, asked, next }) => {
      const write = caught(client.call(patch));
      await next(1);
      leads = false;
      await clock.advance(3_000);
      assert.match(`${(await write).cause}`, 'this process may not write any more');
      assert.is(asked.length, 1);
    },
    { mayWrite: () => leads },
  );
});

test.run();
