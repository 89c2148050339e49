import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder } from '../cli/folder.ts';
import { readCommandLine } from './command-line.ts';

const test = suite('npm run testbed');

const orders = [
  { name: 'prod when nothing is named', words: [], manifests: 'prod', nodes: 3 },
  { name: 'the environment that is named', words: ['east'], manifests: 'east', nodes: 3 },
  { name: 'as many Nodes as asked', words: ['--nodes', '0', 'east'], manifests: 'east', nodes: 0 },
  { name: 'an empty cluster', words: ['--empty'], manifests: undefined, nodes: 3 },
];
for (const { name, words, manifests, nodes } of orders) {
  test(name, () =>
    inDist(['east', 'prod'], (dist) => {
      const order = { manifests: manifests && join(dist, manifests), nodes };
      assert.equal(readCommandLine(words, dist), { order });
    }),
  );
}

test('without prod it is the first', () =>
  inDist(['west', 'east'], (dist) => {
    const order = { manifests: join(dist, 'east'), nodes: 3 };
    assert.equal(readCommandLine([], dist), { order });
  }));

const mistakes = [
  { words: ['nowhere'], mistake: /there is no .*nowhere; there is east, prod$/ },
  { words: ['..'], mistake: /there is no / },
  { words: ['east', 'prod'], mistake: /^one environment at a time, got east prod$/ },
  { words: ['--empty', 'east'], mistake: /^--empty applies nothing, so east has no place$/ },
  { words: ['--nodes', '-1'], mistake: /--nodes/ },
  { words: ['--nodes', '501'], mistake: /from 0 to 500, got 501$/ },
  { words: ['--nodes', 'many'], mistake: /from 0 to 500, got many$/ },
  { words: ['--nods', '1'], mistake: /--nods.*npm run testbed --/s },
];
for (const { words, mistake } of mistakes) {
  test(`${words.join(' ')} is a mistake that is told`, () =>
    inDist(['east', 'prod'], (dist) => {
      const read = readCommandLine(words, dist);
      assert.match('mistake' in read ? read.mistake : '', mistake);
    }));
}

test('an empty dist/ says what to run', () =>
  inDist([], (dist) => {
    const read = readCommandLine([], join(dist, 'nowhere'));
    assert.match(
      'mistake' in read ? read.mistake : '',
      /holds no environment; run `npm run synth` first$/,
    );
  }));

test('--help shows how to call it', () =>
  inDist([], (dist) => {
    const read = readCommandLine(['--help'], dist);
    assert.match('help' in read ? read.help : '', /^npm run testbed -- \[ENVIRONMENT\]/);
  }));

function inDist(environments: readonly string[], use: (dist: string) => void): Promise<void> {
  return inFolder((folder) => {
    for (const name of environments) mkdirSync(join(folder, name));
    use(folder);
  });
}

test.run();
