import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { aMoment, eventually } from '../../../fakes/oasis-server/eventually.ts';
import { busy, isGap, one, scene, units } from './scene.ts';
import { sampleOf, surge, wanted } from './start.ts';

scene(
  'the picture that comes with the connection is a sample',
  { content: busy },
  async (_, running) => {
    await running.until('there are two analyses', one.key, units(2));
    const { load, sampledAt, arrivedAt } = sampleOf(running.readings.get(one.key)!.at(-1));
    assert.equal(load, {
      units: 2,
      platform: { tasks: 42, analyses: 2, priority: 7, settings: surge.scaling_configuration },
    });
    assert.is(arrivedAt, running.clock.read().now);
    assert.is(sampledAt, arrivedAt);
  },
);

scene('a push is a sample at once, without time going by', {}, async (server, running) => {
  await running.until('it is idle', one.key, units(0));
  server.push(busy);
  await running.until('there are two analyses', one.key, units(2));
});

scene('a signal that counts tasks counts tasks', { content: busy }, async (_, running) => {
  const tasks = wanted({ count: 'tasks' });
  running.want([one, tasks]);
  await running.until('there are 42 tasks', tasks.key, units(42));
  await running.until('there are two analyses', one.key, units(2));
});

scene(
  'OIDC credentials are sent as those of a client',
  { content: busy, login: 'oidc' },
  async (_, running) => {
    await running.until('there are two analyses', one.key, units(2));
  },
);

scene(
  'without a websocket the API is asked once an interval',
  { by: 'poll', content: busy },
  async (server, running) => {
    await running.until('there are two analyses', one.key, units(2));
    await running.clock.advance(29_000);
    await aMoment();
    assert.is(server.requests('/api/v2/queue-status/'), 1);
    server.behaviour.content = [];
    await running.clock.advance(1_000);
    await running.until('it is idle', one.key, units(0));
    assert.is(server.requests('/api/v2/queue-status/'), 2);
    assert.is(server.websockets.connections(), 0);
  },
);

scene(
  'a shorter interval of a signal is kept by asking between pushes',
  { content: busy },
  async (server, running) => {
    running.want([wanted({}, 20)]);
    await running.until('there are two analyses', one.key, units(2));
    await running.clock.advance(20_000);
    await eventually('the API is asked', () => server.requests('/api/v2/queue-status/') === 1);
    await running.until('it is told again', one.key, units(2));
  },
);

scene(
  'a platform without the twin is no gap while the websocket lives',
  { content: busy, twin: 'no' },
  async (_, running) => {
    running.want([wanted({}, 20)]);
    await running.until('there are two analyses', one.key, units(2));
    const before = running.readings.get(one.key)!.length;
    await running.clock.advance(20_000);
    await eventually('it is told again', () => running.readings.get(one.key)!.length > before);
    const { sampledAt } = sampleOf(running.readings.get(one.key)!.at(-1));
    assert.is(running.clock.read().now - sampledAt, 20_000); // the age is told truly
  },
);

scene(
  'a token is used for half of its life, then a new one is taken',
  { by: 'poll', expiresIn: 100 },
  async (server, running) => {
    await running.until('it is idle', one.key, units(0));
    await running.clock.advance(30_000);
    await eventually('the second question', () => server.requests('/api/v2/queue-status/') === 2);
    await aMoment();
    assert.is(server.logins(), 1);
    await running.clock.advance(30_000);
    await eventually('the third question', () => server.requests('/api/v2/queue-status/') === 3);
    await eventually('the second login', () => server.logins() === 2);
  },
);

scene(
  'a request that is refused with 401 is repeated once with a new token',
  { by: 'poll', content: busy },
  async (server, running) => {
    await running.until('there are two analyses', one.key, units(2));
    server.expireTokens();
    server.behaviour.content = [];
    await running.clock.advance(30_000);
    await running.until('it is idle', one.key, units(0));
    assert.is(server.logins(), 2);
    assert.not.ok(running.readings.get(one.key)!.some(isGap));
  },
);

scene(
  'a password that was rotated is read again',
  {
    by: 'poll',
    files: new Map([
      ['/user', 'scaler'],
      ['/password', 'old'],
    ]),
  },
  async (_server, running) => {
    await running.until('the login is refused', one.key, isGap);
    assert.match(JSON.stringify(running.readings.get(one.key)!.at(-1)), /credentials are refused/);
  },
);

scene(
  'an API that fails is a gap, and a sample again afterwards',
  { by: 'poll', content: busy },
  async (server, running) => {
    await running.until('there are two analyses', one.key, units(2));
    for (const rest of ['error', 'garbage'] as const) {
      server.behaviour.rest = rest;
      await running.clock.advance(30_000);
      await running.until(`there is a gap after ${rest}`, one.key, isGap);
      server.behaviour.rest = 'ok';
      await running.clock.advance(30_000);
      await running.until('there are two analyses', one.key, units(2));
    }
    server.behaviour.rest = 'hang';
    await running.clock.advance(30_000);
    await running.clock.advance(10_000);
    await running.until('there is a gap after a time-out', one.key, isGap);
  },
);

test.run();
