import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { serveAdmin } from '../../../src/runtime/controller/admin/admin-server.ts';
import {
  type AdminState,
  answerAdmin,
} from '../../../src/runtime/controller/admin/answer-admin.ts';
import { createProgress } from '../../../src/runtime/controller/progress.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { home } from './rig.ts';

const well: AdminState = {
  metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'roster_leader 1\n' }),
  sickness: () => undefined,
  unreadiness: () => undefined,
  leads: () => true,
  leaderName: () => undefined,
  pools: () => ({ pools: [] }),
  decisions: (namespace, pool) => (pool === 'a' ? { pool: `${namespace}/${pool}` } : undefined),
};

const answers: readonly {
  readonly name: string;
  readonly ask: readonly [method: string, path: string];
  readonly state?: Partial<AdminState>;
  readonly status: number;
  readonly says: string;
}[] = [
  { name: 'metrics', ask: ['GET', '/metrics'], status: 200, says: 'roster_leader 1\n' },
  { name: 'health', ask: ['GET', '/healthz'], status: 200, says: 'ok\n' },
  { name: 'readiness', ask: ['GET', '/readyz'], status: 200, says: 'ok\n' },
  {
    name: 'a queue that does not move',
    ask: ['GET', '/healthz'],
    state: { sickness: () => 'the work queue does not move' },
    status: 503,
    says: 'the work queue does not move\n',
  },
  {
    name: 'an API server that is away',
    ask: ['GET', '/readyz'],
    state: { unreadiness: () => 'the API server does not answer' },
    status: 503,
    says: 'the API server does not answer\n',
  },
  { name: 'pools', ask: ['GET', '/v1/pools'], status: 200, says: '{"pools":[]}\n' },
  {
    name: 'decisions',
    ask: ['GET', `/v1/pools/${home}/a/decisions`],
    status: 200,
    says: '{"pool":"work/a"}\n',
  },
  {
    name: 'decisions about nothing',
    ask: ['GET', `/v1/pools/${home}/b/decisions`],
    status: 404,
    says: '{"error":"there is no pool work/b"}\n',
  },
  {
    name: 'a standby that knows no leader',
    ask: ['GET', '/v1/pools'],
    state: { leads: () => false },
    status: 409,
    says: '{"error":"this replica does not lead","leader":null}\n',
  },
  {
    name: 'a path that climbs',
    ask: ['GET', '/v1/pools/../../decisions'],
    status: 404,
    says: '{"error":"there is nothing here"}\n',
  },
  {
    name: 'a change',
    ask: ['POST', '/v1/pools'],
    status: 405,
    says: '{"error":"only GET is answered here"}\n',
  },
];

for (const { name, ask, state, status, says } of answers) {
  test(`${name}: ${ask.join(' ')} is answered ${status}`, async () => {
    const answer = await answerAdmin(...ask, { ...well, ...state });
    assert.is(answer.status, status);
    assert.is(answer.body, says);
  });
}

/** Serves `state`, sends these bytes as they are, and gives what comes back until the end. */
async function send(bytes: string, state: AdminState = well): Promise<string> {
  const abort = new AbortController();
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  let served: Promise<void> = Promise.resolve();
  const port = await new Promise<number>((resolve) => {
    served = serveAdmin({ port: 0, host: '127.0.0.1' }, state, silent, abort.signal, resolve);
  });
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  abort.abort();
  await served;
  return answer;
}

test('an answer says what it is and is not to be kept', async () => {
  const answer = await send('GET /healthz?x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  assert.match(answer, /^HTTP\/1.1 200 /);
  assert.match(answer, /cache-control: no-store/i);
  assert.match(answer, /x-content-type-options: nosniff/i);
});

test('a request with a body is refused and its connection closed', async () => {
  const answer = await send('GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello');
  assert.match(answer, /^HTTP\/1.1 413 /);
  assert.match(answer, /connection: close/i);
});

test('a line or headers without end are refused', async () => {
  const answer = await send(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`);
  assert.match(answer, /^HTTP\/1.1 431 /);
});

test('what is no HTTP is refused', async () => {
  assert.match(await send('hello\r\n\r\n'), /^HTTP\/1.1 400 /);
});

test('an error of ours is a 500 without a word of it', async () => {
  const broken: AdminState = {
    ...well,
    pools: () => {
      throw new Error('amqps://user:secret@host');
    },
  };
  const answer = await send(
    'GET /v1/pools HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    broken,
  );
  assert.match(answer, /^HTTP\/1.1 500 /);
  assert.not.match(answer, 'secret');
});

test('a port that is taken is an error that names it', async () => {
  const abort = new AbortController();
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  let first: Promise<void> = Promise.resolve();
  const port = await new Promise<number>((resolve) => {
    first = serveAdmin({ port: 0, host: '127.0.0.1' }, well, silent, abort.signal, resolve);
  });
  try {
    await serveAdmin({ port, host: '127.0.0.1' }, well, silent, abort.signal);
    assert.unreachable('it listens twice');
  } catch (error) {
    assert.match((error as Error).message, `serving the admin port ${port}`);
  }
  abort.abort();
  await first;
});

test('work that waits for minutes while none ends is a sickness, an empty queue is none', async () => {
  const clock = createVirtualClock();
  let unfinished = 3;
  const progress = createProgress(clock, { unfinished: () => unfinished });
  await clock.advance(200_000);
  assert.is(progress.sickness(), undefined);
  progress.made();
  await clock.advance(299_000);
  assert.is(progress.sickness(), undefined);
  await clock.advance(2_000);
  assert.is(progress.sickness(), 'the work queue does not move');
  unfinished = 0;
  assert.is(progress.sickness(), undefined);
  unfinished = 1;
  assert.is(progress.sickness(), undefined, 'it has only begun to wait');
});

test.run();
