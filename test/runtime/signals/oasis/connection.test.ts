import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entryOf } from '../../../fakes/oasis-server/content.ts';
import { aMoment, eventually } from '../../../fakes/oasis-server/eventually.ts';
import { busy, one, scene, units } from './scene.ts';
import { type Line, wanted } from './start.ts';

scene(
  'a dropped connection is opened again after a pause',
  { content: busy },
  async (server, running) => {
    await running.until('there are two analyses', one.key, units(2));
    server.websockets.drop();
    await eventually('the loss is noticed', () =>
      running.lines.some(({ message }) => /websocket ended/.test(message)),
    );
    await aMoment();
    assert.is(server.websockets.connections(), 1);
    server.behaviour.content = [];
    await running.clock.advance(1_000);
    await running.until('it is idle', one.key, units(0));
    assert.is(server.websockets.connections(), 2);
  },
);

scene(
  'pauses between connections double up to 30 s and start again after a snapshot',
  { websocket: 'refuse' },
  async (server, running) => {
    const { websockets } = server;
    for (const [failures, pause] of [1, 2, 4, 8, 16, 30, 30].entries()) {
      await eventually('a refused handshake', () => websockets.handshakes() === failures + 1);
      await aMoment();
      await running.clock.advance(pause * 1000 - 1);
      await aMoment();
      assert.is(websockets.handshakes(), failures + 1, `nothing before ${pause} s`);
      await running.clock.advance(1);
    }
    await eventually('the last refused handshake', () => websockets.handshakes() === 8);
    server.behaviour.websocket = 'ok';
    await aMoment();
    await running.clock.advance(30_000);
    await eventually('a connection', () => websockets.connections() === 1);
    await aMoment();
    websockets.drop();
    await aMoment();
    await running.clock.advance(1_000);
    await eventually('a connection after 1 s', () => websockets.connections() === 2);
  },
);

scene(
  'a half-open connection is found by its missing pongs, and the API is asked meanwhile',
  { content: busy },
  async (server, running) => {
    await running.until('there are two analyses', one.key, units(2));
    server.websockets.freeze();
    server.behaviour.websocket = 'hang';
    server.behaviour.content = [];
    await running.clock.advance(90_000);
    await running.until('it is idle by the twin', one.key, units(0));
    assert.ok(
      running.lines.some(({ fields }) => /pings without an answer/.test(JSON.stringify(fields))),
    );
  },
);

scene(
  'a handshake without an answer is given up after 10 s',
  { websocket: 'hang', content: busy },
  async (server, running) => {
    await eventually('there is a token', () => server.logins() === 1);
    await aMoment();
    await running.clock.advance(10_000);
    await running.until('there are two analyses by the twin', one.key, units(2));
  },
);

scene(
  'where broadcasts are switched off the API is asked after 180 s of silence',
  { disableWorkerWs: true, twin: 'yes' },
  async (server, running) => {
    running.want([wanted({}, 600)]);
    await running.until('it is idle', one.key, units(0));
    server.push(busy);
    for (let step = 0; step < 10; step += 1) {
      await running.clock.advance(20_000);
      await aMoment();
    }
    await running.until('there are two analyses', one.key, units(2));
    server.push([]);
    // The connection is new, but nothing is pushed: asking goes on.
    for (let step = 0; step < 2; step += 1) {
      await running.clock.advance(20_000);
      await aMoment();
    }
    await running.until('it is idle', one.key, units(0));
  },
);

scene(
  'garbage, errors and other types change nothing and are logged, once in a row',
  { content: busy },
  async (server, running) => {
    await running.until('there are two analyses', one.key, units(2));
    const before = running.readings.get(one.key)!.length;
    const bad = [
      'no JSON',
      '',
      '[]',
      'null',
      JSON.stringify({ type: null, status: 'ERROR', content: { detail: 'invented' } }),
      JSON.stringify({ type: 'queue_status.filter', status: 'SUCCESS', content: [] }),
      JSON.stringify({ type: 'queue_status.updated', status: 'SUCCESS', content: { detail: 'x' } }),
      JSON.stringify({
        type: 'queue_status.updated',
        status: 'SUCCESS',
        content: [{ queue: null }],
      }),
    ];
    for (const text of bad) server.websockets.broadcast(text);
    const ignored = () => running.lines.filter(({ message }) => /ignored/.test(message));
    const isLast = ({ fields }: Line) => /has no name/.test(JSON.stringify(fields));
    await eventually('the last is logged', () => ignored().some(isLast));
    assert.is(ignored().length, 5, 'the first four are wrong in one way');
    assert.is(running.readings.get(one.key)!.length, before);
    assert.is(server.websockets.connections(), 1);
  },
);

scene('a snapshot of several MiB is read', {}, async (server, running) => {
  await running.until('it is idle', one.key, units(0));
  const analyses = Array.from({ length: 8_000 }, (_, id) => ({ id, tasks: 1 }));
  const content = [entryOf('NorthSea-Surge-3-v2', analyses), entryOf('celery-v2', analyses)];
  assert.ok(JSON.stringify(content).length > 5 * 1024 * 1024);
  server.push(content);
  await running.until('all are counted once', one.key, units(8_000));
});

scene(
  'of a flood of snapshots the newest counts, and no more than can be read',
  {},
  async (server, running) => {
    await running.until('it is idle', one.key, units(0));
    const before = running.readings.get(one.key)!.length;
    for (let count = 1; count <= 2_000; count += 1) {
      const analyses = Array.from({ length: 1 + (count % 7) }, (_, id) => ({ id }));
      server.push([entryOf('NorthSea-Surge-3-v2', analyses)]);
    }
    server.push([
      entryOf(
        'NorthSea-Surge-3-v2',
        [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({ id })),
      ),
    ]);
    await eventually('all of it is here', () => {
      return [...server.websockets.clients].every(({ bufferedAmount }) => bufferedAmount === 0);
    });
    await aMoment();
    await running.clock.advance(1_000);
    await running.until('the newest is told', one.key, units(9));
    assert.ok(running.readings.get(one.key)!.length - before <= 30);
  },
);

scene('a flood of pings is answered with a few pongs', {}, async (server, running) => {
  await running.until('it is idle', one.key, units(0));
  const [client] = [...server.websockets.clients];
  const answered: string[] = [];
  client!.on('pong', (data) => answered.push(data.toString()));
  for (let count = 1; count <= 2_000; count += 1) client!.ping(String(count));
  await eventually('the first is answered', () => answered.length > 0);
  await aMoment();
  await running.clock.advance(1_000);
  await eventually('the newest is answered', () => answered.at(-1) === '2000');
  assert.ok(answered.length <= 30, `${answered.length} pongs`);
});

scene(
  'a message that is too large ends the connection, and what the API says counts',
  {},
  async (server, running) => {
    await running.until('it is idle', one.key, units(0));
    server.behaviour.content = busy;
    server.websockets.broadcast(' '.repeat(17 * 1024 * 1024));
    const said = () => running.lines.map(({ fields }) => JSON.stringify(fields)).join();
    await eventually('it is lost', () => /Max payload size exceeded/.test(said()));
    await running.clock.advance(30_000);
    await running.until('the API is asked', one.key, units(2));
  },
);

test.run();
