import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLog } from '../../src/runtime/create-log.ts';

const lines: string[] = [];
const log = createLog({
  level: 'info',
  base: { component: 'controller', pod: 'one' },
  write: (line) => void lines.push(line),
});

test.before.each(() => {
  lines.length = 0;
});

test('a line is JSON with a word for the level, an ISO time, who says it, and a constant message', () => {
  log.info({ pool: 'montage/mproject', replicas: 3 }, 'scaled');
  const { time, ...rest } = JSON.parse(lines[0]!);
  assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.equal(rest, {
    level: 'info',
    component: 'controller',
    pod: 'one',
    pool: 'montage/mproject',
    replicas: 3,
    message: 'scaled',
  });
});

test('what is below the level is not written', () => {
  log.debug({}, 'looked');
  assert.is(lines.length, 0);
});

test('an error is told with its causes', () => {
  const cause = new Error('connect ECONNREFUSED');
  log.error({ error: new Error('reading the queues', { cause }) }, 'a source failed');
  const { error } = JSON.parse(lines[0]!);
  assert.is(error.message, 'reading the queues');
  assert.is(error.cause.message, 'connect ECONNREFUSED');
});

test('no credential reaches a line, whether named, nested, or in the URL of an error', () => {
  const error = new Error('amqps://user:hunter2@broker:5671/%2F is not there');
  log.warn({ password: 'hunter2', headers: { authorization: 'Bearer hunter2' }, error }, 'failed');
  log.warn({ url: 'http://user:hunter2@broker', token: 'hunter2' }, 'failed');
  assert.not.match(lines.join(''), /hunter2/);
  assert.match(lines[0]!, 'amqps://***@broker:5671/%2F');
  for (const line of lines) assert.ok(JSON.parse(line));
});

test('what a library hangs on an error is not written, such as the command that a password went with', () => {
  const refused = Object.assign(new Error('WRONGPASS invalid password'), {
    command: { name: 'auth', args: ['roster', 'hunter2'] },
    code: 'EAUTH',
  });
  const both = new AggregateError([refused], 'no address answered');
  for (const error of [refused, new Error('connecting to Redis', { cause: refused }), both]) {
    log.warn({ error }, 'source does not answer');
  }
  assert.not.match(lines.join(''), /hunter2/);
  assert.is(JSON.parse(lines[0]!).error.code, 'EAUTH');
  assert.is(JSON.parse(lines[1]!).error.cause.message, 'WRONGPASS invalid password');
  assert.is(JSON.parse(lines[2]!).error.errors[0].message, 'WRONGPASS invalid password');
});

test('an error whose causes go round in a ring is one line', () => {
  const ring: Error & { cause?: unknown } = new Error('a');
  ring.cause = new Error('b', { cause: ring });
  log.warn({ error: ring }, 'failed');
  assert.is(JSON.parse(lines[0]!).error.cause.message, 'b');
});

test.run();
