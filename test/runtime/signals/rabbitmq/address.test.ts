import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseAddress } from '../../../../src/runtime/signals/rabbitmq/address.ts';

test('user, password, host and port are read, and a virtual host is passed over', () => {
  const address = parseAddress('https://us%40er:p%2Fw@rabbit:15671/vhost\n', ['https:']);
  assert.equal(address, {
    protocol: 'https:',
    hostname: 'rabbit',
    port: '15671',
    username: 'us@er',
    password: 'p/w',
  });
});

for (const text of [
  'amqp://alice:secret@rabbit',
  'alice:secret@rabbit:15672',
  '',
  'http://a b:secret@',
]) {
  test(`'${text}' is refused without its text`, () => {
    assert.throws(
      () => parseAddress(text, ['http:', 'https:']),
      (error: Error) => !/secret/.test(`${error.message} ${error.stack} ${JSON.stringify(error)}`),
    );
  });
}

test.run();
