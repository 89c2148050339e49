import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../src/compile/compile.ts';
import { check } from '../src/language/check.ts';
import { loadFolder } from '../src/language/load.ts';
import { renderAll } from '../src/render/files.ts';
import { copy, inFolder, tree } from './cli/folder.ts';

const { sources } = loadFolder('policies', 'policies');

function render(order: readonly number[]) {
  const { estates } = check(order.map((index) => sources[index]!));
  return renderAll(
    estates.map((estate) => ({ name: estate.environment.name, manifests: compile(estate, []) })),
    '0.1',
  );
}

test('the order of the policy files changes no byte', () => {
  const inOrder = sources.map((_, index) => index);
  const expected = [...render(inOrder)];
  fc.assert(
    fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (order) => {
      assert.equal([...render(order)], expected);
    }),
    { numRuns: 20 },
  );
});

test('locale, time zone and working folder change no byte', () =>
  inFolder((folder) => {
    const settings = [
      { LC_ALL: 'C', TZ: 'UTC' },
      { LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8', TZ: 'Asia/Kathmandu' },
    ];
    const trees = settings.map((env, index) => {
      const home = join(folder, `${index}`);
      mkdirSync(home);
      copy('policies', join(home, 'policies'));
      const args = [
        '--import',
        import.meta.resolve('tsx'),
        join(process.cwd(), 'src/cli/main.ts'),
        'synth',
        '--policies',
        join(home, 'policies'),
        '--out',
        join(home, 'dist'),
        '--quiet',
      ];
      const { status, stderr } = spawnSync(process.execPath, args, {
        env: { ...process.env, ...env },
        encoding: 'utf8',
      });
      assert.is(status, 0, stderr);
      // the header shows the folder as it was typed, which is not the same here
      return Object.values(tree(join(home, 'dist'))).map((text) => text.replaceAll(home, ''));
    });
    assert.ok(trees[0]!.length > 100);
    const sums = /"sha256":"[0-9a-f]+"/g;
    assert.equal(
      trees[1]!.map((text) => text.replace(sums, '')),
      trees[0]!.map((text) => text.replace(sums, '')),
    );
  }));

test('compiling leaves the policies as they were', () => {
  const before = JSON.stringify(sources);
  render(sources.map((_, index) => index));
  assert.is(JSON.stringify(sources), before);
});

test.run();
