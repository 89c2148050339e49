import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Clock } from '../clock.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { ApiServer } from './api-server.ts';
import { type Followed, followObjects } from './follow-objects.ts';

const test = suite('following objects');
const clock: Clock = { now: () => new Date(0), wait: () => Promise.resolve() };

test('goes on after a torn connection from the last version it saw', async () => {
  const heard = await follow([
    [event('ADDED', 'a', 11), event('BOOKMARK', 'none', 15), new Error('ECONNRESET')],
    [event('DELETED', 'a', 16)],
  ]);
  assert.equal(heard, ['list 10', 'watch 10', '+a', 'watch 15', '-a', 'watch 16']);
});

test('goes on without a word of error when the server ends the watch', async () => {
  const heard = await follow([[event('ADDED', 'a', 11)], []]);
  assert.equal(heard, ['list 10', 'watch 10', '+a', 'watch 11', 'watch 11']);
});

test('lists again when the server says that the version is too old', async () => {
  const heard = await follow([[event('ADDED', 'a', 11), tooOld], []]);
  assert.equal(heard, ['list 10', 'watch 10', '+a', 'list 10', 'watch 10', 'watch 10']);
});

test('lists again when the server refuses to watch', async () => {
  const heard = await follow([[new ApiRefusal('GET /pods', 503, { message: 'not now' })], []]);
  assert.equal(heard, ['list 10', 'watch 10', 'list 10', 'watch 10', 'watch 10']);
});

const tooOld = JSON.stringify({ type: 'ERROR', object: { code: 410, message: 'too old' } });

function event(type: string, name: string, version: number): string {
  return JSON.stringify({ type, object: { metadata: { name, resourceVersion: `${version}` } } });
}

/** Follows through these watches, one after the other, and tells what was asked and heard. */
async function follow(watches: readonly (readonly (string | Error)[])[]): Promise<string[]> {
  const heard: string[] = [];
  const stop = new AbortController();
  const left = [...watches];
  const api: ApiServer = {
    call: async () => {
      heard.push('list 10');
      return { metadata: { resourceVersion: '10' }, items: [] };
    },
    lines: async function* (path) {
      heard.push(`watch ${new URLSearchParams(path.split('?')[1]).get('resourceVersion')}`);
      const watch = left.shift();
      if (watch === undefined) return stop.abort();
      for (const line of watch) {
        if (line instanceof Error) throw line;
        yield line;
      }
    },
    close: () => {},
  };
  const name = ({ metadata }: Followed) => metadata?.name;
  const listener = {
    listed: () => {},
    seen: (object: Followed) => heard.push(`+${name(object)}`),
    gone: (object: Followed) => heard.push(`-${name(object)}`),
  };
  await followObjects(api, '/pods', listener, { clock, onError: () => {} }, stop.signal);
  return heard;
}

test.run();
