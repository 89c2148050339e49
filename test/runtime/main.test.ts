import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { millis } from '../../src/model/units.ts';
import { ConfigurationError } from '../../src/runtime/config/problem.ts';
import {
  type Components,
  type Start,
  startComponent,
} from '../../src/runtime/main/start-component.ts';
import { abortOnSignals, withGrace } from '../../src/runtime/main/stop-signals.ts';
import { createRealClock } from '../../src/runtime/real-clock.ts';

const never = new AbortController().signal;
const clock = createRealClock();

/** Starts with these arguments and tells the exit code, what ran with which arguments, and what was said. */
async function start(args: readonly string[], given: Partial<Components> = {}) {
  const ran: (readonly string[])[] = [];
  let said = '';
  const run = async (one: Start) => {
    ran.push(one.args);
    return 0 as const;
  };
  const components = { controller: run, oasisDropIn: run, isOasisDropIn: () => false, ...given };
  const error = (text: string) => {
    said += text;
  };
  const rest = { clock, random: () => 0, readFile: async () => '' };
  const code = await startComponent({ args, env: {}, stop: never, error, ...rest }, components);
  return { code, ran, said };
}

test('the controller gets the arguments behind its name', async () => {
  const { code, ran } = await start(['controller', '--config=/x']);
  assert.is(code, 0);
  assert.equal(ran, [['--config=/x']]);
});

test('the drop-in gets all arguments, whatever the first one is', async () => {
  const { ran } = await start(['--limit', '5'], { isOasisDropIn: () => true });
  assert.equal(ran, [['--limit', '5']]);
});

test('the gateway is refused with 2, and nothing runs in its name', async () => {
  const { code, ran, said } = await start(['gateway']);
  assert.is(code, 2);
  assert.equal(ran, []);
  assert.match(said, 'the gateway is not part of this version');
});

test('a wrong configuration is said line by line and ends with 2', async () => {
  const problems = [
    { where: '--a', message: 'is wrong', help: 'mend it' },
    { where: 'config.json', field: 'b', message: 'is wrong too' },
  ];
  const controller = () => Promise.reject(new ConfigurationError(problems));
  const { code, said } = await start(['controller'], { controller });
  assert.is(code, 2);
  assert.is(
    said,
    'roster: the configuration has 2 problems\n--a: is wrong\n  help: mend it\nconfig.json: `b`: is wrong too\n',
  );
});

test('any other error is not swallowed', async () => {
  const controller = () => Promise.reject(new Error('no'));
  assert.is(await start(['controller'], { controller }).catch(String), 'Error: no');
});

test('the first signal asks for an end, the second one ends at once', () => {
  const emitter = new EventEmitter();
  let ended = 0;
  const stop = abortOnSignals(emitter, () => {
    ended += 1;
  });
  assert.not(stop.aborted);
  emitter.emit('SIGTERM');
  assert.ok(stop.aborted);
  assert.is(ended, 0);
  emitter.emit('SIGINT');
  assert.is(ended, 1);
});

test('work that ends after the abort is done, and work that does not is late after the grace', async () => {
  const stop = new AbortController();
  const quick = withGrace(clock.sleep(millis(1), never), clock, millis(60_000), stop.signal);
  assert.is(await quick, 'done');
  const stuck = withGrace(new Promise(() => {}), clock, millis(5), stop.signal);
  stop.abort();
  assert.is(await stuck, 'late');
});

test('an error of the work is not a late end', async () => {
  const failing = withGrace(Promise.reject(new Error('no')), clock, millis(60_000), never);
  assert.is(await failing.catch(String), 'Error: no');
});

test.run();
