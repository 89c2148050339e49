import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decidePool } from '../../src/scaling/decide.ts';
import { run } from './capture.ts';
import { inFolder, put } from './folder.ts';
import { alone, at, input, ledger, together } from './why-ledger.ts';

const test = suite('roster why');
/** What `roster why` says about a file that holds this. */
function whyOf(file: unknown, ...args: readonly string[]) {
  return inFolder((folder) => {
    const path = join(folder, 'decisions.json');
    put(folder, { 'decisions.json': typeof file === 'string' ? file : JSON.stringify(file) });
    return run('why', 'montage/mproject', '--file', path, ...args);
  });
}

test('it tells the newest decision, every rule, what it was made from, and the ones before', async () => {
  const { status, out, error } = await whyOf(ledger(alone(140, at(60)), alone(40, at(0))));
  assert.is(error, '');
  assert.is(status, 0);
  const lines = out.split('\n');
  assert.is(
    lines[0],
    'montage/mproject: 7 workers, decided 8s ago (2026-11-01T12:01:00Z) by roster-controller-1',
  );
  assert.match(out, /^ {2}1\. .*140.*7/m);
  assert.match(out, /^ {2}mode +proportional$/m);
  assert.match(out, /^ {2}signal +140 \(sampled 1s before the decision, here 1s before it\)$/m);
  assert.match(out, /^ {2}workers +2 asked for, 2 ready, 0 going$/m);
  assert.match(out, /^ {2}bounds +0 to 50$/m);
  assert.match(out, /^ {2}2026-11-01T12:00:00Z +2 /m);
  assert.is(lines.at(-2), 'recomputed: 7, 2, the same');
});

test('a decision of a group is made again with all of its pools', async () => {
  const { status, out } = await whyOf(ledger(together(at(60))));
  assert.is(status, 0, out);
  assert.match(out, /^ {2}group +montage\/montage, 2 pools together$/m);
  assert.match(out, /recomputed: \d+, the same/);
});

test('a gap is told beside the last good sample', async () => {
  const now = at(60);
  const one = {
    ...input('montage/mproject', 140, now),
    observation: { gap: { because: 'the broker refuses the password', since: at(20).now } },
  };
  const { out } = await whyOf(ledger({ now, inputs: [one], decision: decidePool(one, now) }));
  assert.match(out, /^ {2}signal +no answer yet$/m);
  assert.match(out, /^ {2}gap +the broker refuses the password, for 40s$/m);
});

test('a decision that comes out otherwise is named and is status 1', async () => {
  const honest = alone(140, at(60));
  const forged = { ...honest, decision: { ...honest.decision, replicas: 3 } };
  const { status, out } = await whyOf(ledger(forged, alone(40, at(0))));
  assert.is(status, 1);
  assert.match(out, 'recomputed: 7, 2: NOT the same\n  decision 1: replicas was 3, here 7\n');
});

test('an input that nothing can be decided on is a difference, not a crash', async () => {
  const { status, out } = await whyOf(ledger({ ...alone(140, at(60)), inputs: [] }));
  assert.is(status, 1);
  assert.match(out, 'decision 1: the input of the pool is not there');
});

test('--json gives the ledger and what came out', async () => {
  const { status, out } = await whyOf(ledger(alone(140, at(60))), '--json');
  assert.is(status, 0);
  const { entries, recomputed } = JSON.parse(out);
  assert.is(entries[0].decision.replicas, 7);
  assert.equal(recomputed, [{ same: true, replicas: 7 }]);
});

const unreadable: readonly { name: string; file: unknown; says: RegExp }[] = [
  { name: 'a file that is no JSON', file: '<html>', says: /is no ledger of decisions/ },
  { name: 'JSON of something else', file: { kind: 'Status' }, says: /is no ledger of decisions/ },
  {
    name: 'the form of another version',
    file: { format: 'roster.dev/ledger-9', version: '9.0.0' },
    says: /has the form "roster.dev\/ledger-9".*version, 9\.0\.0/,
  },
  {
    name: 'the ledger of another pool',
    file: { ...ledger(), pool: 'montage/mdiff' },
    says: /is that of the pool montage\/mdiff/,
  },
  {
    name: 'the answer of a standby',
    file: { ...ledger(), leads: false },
    says: /roster-controller-1 is a standby and makes no decisions; ask the leader/,
  },
  {
    name: 'a leader that has only begun',
    file: ledger(),
    says: /has made no decision about montage\/mproject: it has just begun to lead/,
  },
];

for (const { name, file, says } of unreadable) {
  test(`${name} is refused in words`, async () => {
    const { status, out, error } = await whyOf(file);
    assert.is(status, 1);
    assert.is(out, '');
    assert.match(error, says);
  });
}

test('what is no pool, and two sources at once, are wrong usage', async () => {
  assert.is((await run('why', 'mproject')).status, 2);
  assert.is((await run('why', 'a/b', '--file', 'x', '--url', 'http://x')).status, 2);
});

test('a file that is not there is named', async () => {
  const { status, error } = await run('why', 'a/b', '--file', 'nowhere.json');
  assert.is(status, 1);
  assert.match(error, 'reading nowhere.json: it is not there');
});

test('a URL is asked for the pool, and what it refuses is said', async () => {
  const answers: Record<string, [number, string]> = {
    '/v1/pools/montage/mproject/decisions': [200, JSON.stringify(ledger(alone(140, at(60))))],
    '/v1/pools/montage/gone/decisions': [404, ''],
    '/v1/pools/montage/standby/decisions': [409, ''],
  };
  const server = createServer(({ url = '' }, response) => {
    const [status, body] = answers[url] ?? [500, ''];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    assert.match((await run('why', 'montage/mproject', '--url', url)).out, 'the same');
    const gone = await run('why', 'montage/gone', '--url', url);
    assert.match(gone.error, 'the controller knows no pool montage/gone');
    const standby = await run('why', 'montage/standby', '--url', url);
    assert.match(standby.error, 'is a standby and makes no decisions');
    assert.match((await run('why', 'a/b', '--url', url)).error, 'answers 500');
  } finally {
    await new Promise((done) => server.close(done));
  }
  const { status, error } = await run('why', 'a/b', '--url', url);
  assert.is(status, 1);
  assert.match(error, /nothing answers on 127\.0\.0\.1:\d+ \(\w+\); is the port forwarded/);
});

test.run();
