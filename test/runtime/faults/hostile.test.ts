import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FakeApiServer } from '../../fakes/api-server.ts';
import { onQueue, putDeployment, putGroup, putPool, spec } from '../controller/objects.ts';
import { queueKey, withRig } from '../controller/rig.ts';

type Prepare = (server: FakeApiServer) => void;

const scaling = (more: object): Prepare => {
  return (server) => putPool(server, 'bad', spec({}, { ...onQueue('bad'), ...more }));
};
const written = (value: unknown): Prepare => {
  return (server) => putPool(server, 'bad', value);
};
const annotated = (annotations: object): Prepare => {
  return (server) => putPool(server, 'bad', spec({}, onQueue('bad')), { annotations });
};
const grouped = (group: object): Prepare => {
  return (server) => {
    putPool(server, 'bad', spec({ group: 'bad' }, onQueue('bad')));
    server.put('capacitygroups', { metadata: { name: 'bad', namespace: 'work' }, spec: group });
  };
};

const everySecond = Array.from({ length: 2_000 }, (_, index) => ({
  cron: '*/1 * * * *',
  timezone: 'Pacific/Apia',
  for: '1m',
  atLeast: index,
}));

/** What no CRD of ours lets in, should somebody loosen or replace it; none of it lets the pool `bad` be lowered. */
const hostile: Readonly<Record<string, Prepare>> = {
  'a spec that is a text': written('rm -rf /'),
  'a spec that is a list': written([spec()]),
  'a spec nested a thousand deep': written(nested(1_000)),
  'bounds beyond all numbers': scaling({ min: 1e307, max: Number.MAX_VALUE }),
  'bounds that are not whole': scaling({ min: 0.5, max: Number.MIN_VALUE }),
  'bounds the wrong way round': scaling({ min: 9, max: 5 }),
  'no units a worker': scaling({ unitsPerWorker: 0 }),
  'less than no units a worker': scaling({ unitsPerWorker: -1 }),
  'a hold of a thousand years': scaling({ hold: '8760000h' }),
  'a signal that is read all the time': scaling({ pollingInterval: '0s' }),
  'a signal that is read in negative time': scaling({ pollingInterval: '-15s' }),
  'two thousand windows': scaling({ schedule: everySecond }),
  'a window that never opens': scaling({
    schedule: [{ cron: '0 0 30 2 *', timezone: 'UTC', for: '1h', atMost: 0 }],
  }),
  'a time zone that is a path': scaling({
    schedule: [{ cron: '* * * * *', timezone: '../../../etc/passwd', for: '1h', atMost: 0 }],
  }),
  'a cron that takes a regular expression for ever': scaling({
    schedule: [
      { cron: `${'*/1,'.repeat(20_000)}! * * * *`, timezone: 'UTC', for: '1h', atMost: 0 },
    ],
  }),
  'a queue whose name is a path of megabytes': scaling(onQueue('../'.repeat(400_000))),
  'a field called __proto__': written(JSON.parse('{"__proto__": {"engine": "runtime"}}')),
  'a mode called constructor': scaling({ mode: 'constructor' }),
  'an engine called toString': written({ ...spec(), engine: 'toString' }),
  'a pin of minus one': annotated({ 'roster.dev/pin': '-1 until 2099-01-01T00:00Z because x' }),
  'a pin that ends never': annotated({ 'roster.dev/pin': '0 until 275761-01-01T00:00Z because x' }),
  'a pause of a megabyte': annotated({ 'roster.dev/pause': 'x'.repeat(1_000_000) }),
  'a quota of nothing that can be read': grouped({
    quota: { cpu: '-1', memory: '1e999', pods: null },
  }),
  'a quota of less than nothing': grouped({ quota: { pods: -5 } }),
  'a group that is a text': grouped('all' as unknown as object),
  'a group called __proto__': (server) => {
    putPool(server, 'bad', spec({ group: '__proto__' }, onQueue('bad')));
    putGroup(server, '__proto__', { pods: 9 });
  },
};

for (const [name, prepare] of Object.entries(hostile)) {
  test(`${name} lowers nothing, writes no storm, and the pool beside it is followed`, async () => {
    const both = (server: FakeApiServer) => {
      putPool(server, 'good', spec({}, onQueue('good')));
      putDeployment(server, 'good', 0);
      putDeployment(server, 'bad', 5);
      prepare(server);
    };
    await withRig({ prepare: both }, async (rig) => {
      rig.broker.set(queueKey('bad'), 5);
      rig.broker.set(queueKey('good'), 4);
      await rig.clock.advance(300_000);
      assert.is(rig.replicas('good'), 4);
      rig.broker.set(queueKey('good'), 2);
      await rig.clock.advance(300_000);
      assert.is(rig.replicas('good'), 2);
      assert.ok((rig.replicas('bad') ?? 0) >= 5, `bad has ${rig.replicas('bad')} workers`);
      assert.is((await rig.get('/healthz')).status, 200);
      const writes = rig.writes().filter((one) => one.includes('bad'));
      assert.ok(writes.length <= 10, writes.join('\n'));
    });
  });
}

test.run();

function nested(depth: number): object {
  let inner = {};
  for (let level = 0; level < depth; level += 1) inner = { scaling: inner };
  return inner;
}
