import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { askEndpoint } from '../../../src/runtime/drain/ask-endpoint.ts';

const { signal } = new AbortController();

for (const [status, state] of [
  [200, 'idle'],
  [409, 'busy'],
  [204, 'unknown'],
  [302, 'unknown'],
  [500, 'unknown'],
] as const) {
  test(`a worker that answers with ${status} is ${state}`, async () => {
    const server = createServer((_, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end('x'.repeat(100_000));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      assert.is(await askEndpoint('127.0.0.1', port, '/idle', signal), state);
    } finally {
      server.close();
    }
  });
}

test('a worker where nobody listens is not known to be idle', async () => {
  assert.is(await askEndpoint('127.0.0.1', 1, '/idle', signal), 'unknown');
});

test('a question that is called off says nothing', async () => {
  const abort = new AbortController();
  abort.abort();
  assert.is(await askEndpoint('127.0.0.1', 1, '/idle', abort.signal), 'unknown');
});

test.run();
