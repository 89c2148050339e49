import type { RequestOptions } from 'node:https';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ApiCall, ApiError } from '../../../src/runtime/kube/api-client.ts';
import { createApiClient } from '../../../src/runtime/kube/create-api-client.ts';
import { createFakeApiServer } from '../../fakes/api-server.ts';
import { accessTo, serveFake } from '../../fakes/api-server-http.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { partsOf } from './parts-of.ts';
import { type Answer, busy, caught, json, serving } from './serving.ts';

const get: ApiCall = { method: 'GET', path: '/api/v1/things' };
const patch: ApiCall = { method: 'PATCH', path: '/api/v1/things/a', body: { a: 1 } };

test('a server that is busy is asked again after as long as it says', async () => {
  const answers = [busy('3'), json(200, { kind: 'Thing' })];
  await serving(answers, async ({ client, clock, asked, next }) => {
    const answer = client.call(patch);
    await next(1);
    await clock.advance(2_900);
    assert.is(asked.length, 1);
    await clock.advance(200);
    await next(2);
    assert.equal(await answer, { kind: 'Thing' });
  });
});

test('a server that is busy for ever gets four tries, and the refusal says how long it wants to be left alone', async () => {
  await serving([busy('1')], async ({ client, clock, asked, next }) => {
    const answer = caught(client.call(get));
    for (let n = 1; n <= 4; n += 1) {
      await next(n);
      await clock.advance(10_000);
    }
    const error = (await answer) as ApiError;
    assert.instance(error, ApiError);
    assert.equal([error.status, error.retryAfterMs, asked.length], [429, 1_000, 4]);
  });
});

for (const [method, tries] of [
  ['GET', 2],
  ['PATCH', 1],
] as const) {
  test(`a ${method} that meets a server that is not ready is sent ${tries} times`, async () => {
    const answers = [json(503, {}), json(200, {})];
    await serving(answers, async ({ client, clock, asked, next }) => {
      const answer = caught(client.call({ ...patch, method }));
      for (let n = 1; n <= tries; n += 1) {
        await next(n);
        await clock.advance(1_000);
      }
      assert.is((await answer) instanceof ApiError, method === 'PATCH');
      assert.is(asked.length, tries);
    });
  });
}

test('an answer that never comes is given up when its time is over', async () => {
  await serving([() => {}], async ({ client, clock, next }) => {
    const answer = caught(client.call(get));
    await next(1);
    await clock.advance(29_999);
    await clock.advance(2);
    const { message, cause } = await answer;
    assert.is(message, 'asking the API server: GET /api/v1/things');
    assert.match(`${cause}`, 'no answer within 30000 ms');
  });
});

test('an answer that stops in the middle is given up, too', async () => {
  const half: Answer = (response) => response.writeHead(200).write('{"kind":');
  await serving([half], async ({ client, clock, next }) => {
    const answer = caught(client.call(get));
    await next(1);
    await clock.advance(30_000);
    assert.match(`${(await answer).cause}`, 'no answer within 30000 ms');
  });
});

test('what is no JSON is an error that says what was asked, and no secret', async () => {
  const page: Answer = (response) => response.writeHead(200).end('<html>');
  await serving([page], async ({ client }) => {
    const error = await caught(client.call(get));
    assert.match(`${error.cause}`, 'reading the JSON of the answer to GET /api/v1/things');
  });
  const plain: Answer = (response) => response.writeHead(404).end('404 page not found\n');
  await serving([plain], async ({ client }) => {
    const error = (await caught(client.call(get))) as ApiError;
    assert.equal([error.status, error.reason], [404, 'NotFound']);
    assert.is(error.message, 'GET /api/v1/things: 404 NotFound 404 page not found');
  });
});

test('an abort ends a call at once', async () => {
  await serving([() => {}], async ({ client, next }) => {
    const abort = new AbortController();
    const answer = caught(client.call(get, abort.signal));
    await next(1);
    abort.abort();
    assert.instance(await answer, Error);
  });
});

test('more than the burst waits for its turn', async () => {
  const some = { burst: 3, perSecond: 2 };
  await serving(
    [json(200, {})],
    async ({ client, clock, asked, next }) => {
      const answers = Array.from({ length: 5 }, () => client.call(get));
      await next(3);
      await clock.settle();
      assert.is(asked.length, 3);
      await clock.advance(500);
      await next(4);
      await clock.advance(500);
      await next(5);
      await Promise.all(answers);
    },
    some,
  );
});

test('calls share kept-alive connections', async () => {
  const fake = createFakeApiServer(createVirtualClock());
  const served = await serveFake(fake);
  const client = createApiClient({ ...partsOf(createVirtualClock()), kubeConfig: served.access });
  for (let n = 0; n < 20; n += 1) await client.call({ method: 'GET', path: '/api/v1/nodes' });
  assert.is(await served.connections(), 1);
  client.close();
  await served.close();
});

test('a watch that is left closes its connection', async () => {
  const fake = createFakeApiServer(createVirtualClock());
  const served = await serveFake(fake);
  const client = createApiClient({ ...partsOf(createVirtualClock()), kubeConfig: served.access });
  const metadata = { name: 'a' };
  fake.put('nodes', { metadata });
  const query = { watch: true };
  const watch = client.watch(
    { method: 'GET', path: '/api/v1/nodes', query },
    new AbortController().signal,
  );
  for await (const { object } of watch) {
    assert.is(object.metadata.name, 'a');
    break;
  }
  while (fake.openWatches() > 0) await new Promise((resolve) => setImmediate(resolve));
  client.close();
  await served.close();
});

test('the lines of a watch are whole, however they were cut, and a torn one throws', async () => {
  const torn: Answer = (response) => {
    response.writeHead(200);
    const text = '{"type":"ADDED","object":{"metadata":{"name":"Köln"}}}\n';
    const bytes = Buffer.from(text + text);
    const cut = bytes.indexOf('ö') + 1; // in the middle of a letter
    response.write(bytes.subarray(0, cut));
    setImmediate(() => {
      response.write(bytes.subarray(cut));
      setImmediate(() => response.destroy());
    });
  };
  await serving([torn], async ({ client }) => {
    const names: string[] = [];
    const read = async () => {
      const { signal } = new AbortController();
      for await (const { object } of client.watch(get, signal)) names.push(object.metadata.name);
    };
    const error = await caught(read());
    assert.equal(names, ['Köln', 'Köln']);
    assert.is(error.message, 'watching /api/v1/things');
  });
});

test('a watch that is refused throws what the server says', async () => {
  await serving([json(410, { reason: 'Expired' })], async ({ client }) => {
    const read = async () => {
      for await (const _ of client.watch(get, new AbortController().signal)) assert.unreachable();
    };
    const error = (await caught(read())) as ApiError;
    assert.equal([error.status, error.reason], [410, 'Expired']);
  });
});

test('credentials are read again for a server that does not accept them, and now and then', async () => {
  let reads = 0;
  const withToken = (server: string) => ({
    ...accessTo(server),
    applyToHTTPSOptions: async (options: RequestOptions) => {
      reads += 1;
      options.headers = { authorization: `Bearer ${reads}` };
    },
  });
  const answers = [json(200, {}), json(401, {}), json(200, {})];
  await serving(
    answers,
    async ({ client, clock, asked }) => {
      await client.call(get);
      await client.call(patch);
      await clock.advance(10_000);
      await client.call(get);
      assert.equal(
        asked.map(({ headers }) => headers.authorization),
        ['Bearer 1', 'Bearer 1', 'Bearer 2', 'Bearer 3'],
      );
    },
    {},
    withToken,
  );
});

test('a server with a path before the API is asked below it', async () => {
  await serving(
    [json(200, {})],
    async ({ client, asked }) => {
      await client.call({ ...get, query: { labelSelector: 'a=b,c' } });
      assert.is(asked[0]?.url, '/k8s/clusters/c-1/api/v1/things?labelSelector=a%3Db%2Cc');
    },
    {},
    (server) => accessTo(`${server}/k8s/clusters/c-1/`),
  );
});

test.run();
