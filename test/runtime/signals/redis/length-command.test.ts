import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  lengthOf,
  type RedisSignal,
} from '../../../../src/runtime/signals/redis/length-command.ts';

const group: RedisSignal = {
  source: 'redis',
  connection: 'main',
  of: 'stream',
  key: 'work',
  consumerGroup: 'b',
};

const replies: readonly (readonly [name: string, reply: unknown, units: number | undefined])[] = [
  [
    'the group among others',
    [
      ['name', 'a', 'pending', 9, 'lag', 9],
      ['name', 'b', 'pending', 1, 'lag', 2],
    ],
    3,
  ],
  ['a Redis before 7.0, which tells no lag', [['name', 'b', 'pending', 1]], undefined],
  ['a lag that is not known', [['name', 'b', 'pending', 1, 'lag', null]], undefined],
  ['no such group', [['name', 'a', 'pending', 9, 'lag', 9]], undefined],
  ['no group at all', [], undefined],
  ['a reply of another form', 'OK', undefined],
];
for (const [name, reply, units] of replies) {
  test(`${name}: ${units === undefined ? 'a gap' : `${units} units`}`, () => {
    const length = lengthOf(group, reply);
    assert.is(length.ok ? length.units : undefined, units);
  });
}

test.run();
