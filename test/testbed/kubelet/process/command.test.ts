import type { V1Container } from '@kubernetes/client-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commandOf, probeCommandOf } from './command.ts';
import { imageOf } from './image.ts';

const test = suite('command');
const image = { command: ['node', '$(HOME_OF)/main.js'], args: ['--from-image'] };
const variables = new Map([
  ['HOME_OF', '/app'],
  ['N', '3'],
]);

type Words = Pick<V1Container, 'command' | 'args'>;
const cases: readonly { name: string; of: Words; is: string }[] = [
  { name: 'nothing runs what the image says', of: {}, is: 'node /app/main.js --from-image' },
  {
    name: 'args replace those of the image',
    of: { args: ['-n$(N)'] },
    is: 'node /app/main.js -n3',
  },
  { name: 'a command replaces all of the image', of: { command: ['sh'] }, is: 'sh' },
  { name: 'both replace both', of: { command: ['sh'], args: ['-c', '$$(N)'] }, is: 'sh -c $(N)' },
  {
    name: 'empty lists are no command',
    of: { command: [], args: [] },
    is: 'node /app/main.js --from-image',
  },
];
for (const { name, of, is } of cases) {
  test(name, () => assert.is(commandOf({ name: 'c', ...of }, image, variables).join(' '), is));
}

test('without a command and a known image the refusal names the remedies', () => {
  const container = { name: 'c', image: 'registry.example.org/x:1', args: ['-v'] };
  assert.throws(
    () => commandOf(container, {}, variables),
    /"registry\.example\.org\/x:1".*give the container a command, or the image one in `images`/,
  );
});

test('a probe finds only the variables that the container spells out', () => {
  const container = {
    name: 'c',
    env: [
      { name: 'N', value: '3' },
      { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'x' } } },
    ],
  };
  assert.equal(probeCommandOf(container, ['t', '$(N)', '[$(POD)]', '$(HOME_OF)']), [
    't',
    '3',
    '[]',
    '$(HOME_OF)',
  ]);
});

test('an image is found by its whole name only', () => {
  const images = { 'x:1': { command: ['node'] } };
  assert.equal(imageOf(images, 'x:1'), { command: ['node'] });
  assert.equal(imageOf(images, 'x'), {});
  assert.equal(imageOf(images, 'toString'), {});
});

test.run();
