import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PrometheusSettings } from '../../../../src/runtime/connections.ts';
import { createAgents } from '../../../../src/runtime/http/agents.ts';
import { createPrometheusClient } from '../../../../src/runtime/signals/prometheus/prometheus-client.ts';
import { realParts } from '../../../servers/real-parts.ts';

const abort = new AbortController().signal;
const files = { token: 't0ken\n', user: 'us er\n', password: 'p:w\n' };

const credentials: readonly (readonly [
  string,
  Omit<PrometheusSettings, 'url'>,
  string | undefined,
])[] = [
  ['nothing', {}, undefined],
  ['a bearer token', { bearerTokenFile: 'token' }, 'Bearer t0ken'],
  [
    'user and password',
    { usernameFile: 'user', passwordFile: 'password' },
    `Basic ${Buffer.from('us er:p:w').toString('base64')}`,
  ],
];
for (const [name, settings, authorization] of credentials) {
  test(`${name} in files goes along, without the line feed, and anew at each query`, () =>
    serving(
      '{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}',
      async (url, seen) => {
        const parts = realParts(files);
        const agents = createAgents(1);
        const ask = createPrometheusClient({ url, ...settings }, agents, parts);
        assert.equal(await ask('a + b', abort), { ok: true, value: 2, at: 1 });
        assert.is(seen.authorization, authorization);
        assert.is(new URLSearchParams(seen.body).get('query'), 'a + b');
        parts.files.set('token', 'other');
        await ask('up', abort);
        if (authorization?.startsWith('Bearer')) assert.is(seen.authorization, 'Bearer other');
        agents.close();
      },
    ));
}

test('whoever answers in no way of Prometheus has not answered', () =>
  serving('{"message":"no"}', async (url) => {
    const agents = createAgents(1);
    const ask = createPrometheusClient({ url }, agents, realParts({}));
    const error = await ask('up', abort).catch((reason: Error) => reason);
    assert.instance(error, Error);
    agents.close();
  }));

test('a remark is logged once as long as it stays the same', () =>
  serving(
    '{"status":"success","infos":["PromQL info: x"],"data":{"resultType":"scalar","result":[1,"2"]}}',
    async (url) => {
      const lines: object[] = [];
      const parts = realParts({});
      const log = { ...parts.log, warn: (fields: object) => lines.push(fields) };
      const agents = createAgents(1);
      const ask = createPrometheusClient({ url }, agents, { ...parts, log });
      await ask('up', abort);
      await ask('up', abort);
      assert.equal(lines, [{ query: 'up', warnings: [], infos: ['PromQL info: x'] }]);
      agents.close();
    },
  ));

interface Seen {
  authorization?: string | undefined;
  body: string;
}

async function serving(answer: string, use: (url: string, seen: Seen) => Promise<void>) {
  const seen: Seen = { body: '' };
  const server = createServer((request, response) => {
    seen.authorization = request.headers.authorization;
    seen.body = '';
    request.setEncoding('utf8').on('data', (part) => {
      seen.body += part;
    });
    request.on('end', () => response.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix/`, seen);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test.run();
