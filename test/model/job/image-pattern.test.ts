import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { imageRefusal } from '../../../src/model/job/image-pattern.ts';

const digest = `sha256:${'0a'.repeat(32)}`;
const cases: readonly [pattern: string, allowed: readonly string[], refused: readonly string[]][] =
  [
    [
      'lab/echo',
      ['lab/echo', 'lab/echo:1', `lab/echo@${digest}`, `lab/echo:1@${digest}`],
      ['lab/echo2', 'lab/echo/a', 'a/lab/echo', 'lab', 'xlab/echo'],
    ],
    [
      'lab/echo:1',
      ['lab/echo:1', `lab/echo:1@${digest}`],
      ['lab/echo', 'lab/echo:1.2', `lab/echo@${digest}`],
    ],
    ['lab/echo:1.*', ['lab/echo:1.2', 'lab/echo:1.'], ['lab/echo:12', 'lab/echo']],
    [
      `lab/echo@${digest}`,
      [`lab/echo@${digest}`, `lab/echo:1@${digest}`],
      ['lab/echo', `lab/echo@sha256:${'0b'.repeat(32)}`],
    ],
    [
      'r.example:5000/*/solver',
      ['r.example:5000/flow/solver:2'],
      ['r.example:5000/solver', 'r.example:5000/a/b/solver', 'r.example/flow/solver'],
    ],
    [
      'r.example/flow-*',
      ['r.example/flow-b', 'r.example/flow-a:1'],
      ['r.example/flow', 'r.example/flow-', 'r.example/flow-a/b'],
    ],
    ['r.example/a*b*c', ['r.example/abc', 'r.example/a1b2b3c'], ['r.example/ac', 'r.example/acb']],
    ['r.example/a*a', ['r.example/aa'], ['r.example/a']],
    [
      'r.example/**',
      ['r.example/a', 'r.example/a/b:1'],
      ['r.example', 'r.example.evil/a', 'evil/r.example/a'],
    ],
    ['r.example/a*/**', ['r.example/ab/c', 'r.example/a/b/c'], ['r.example/a', 'r.example/b/a']],
  ];
for (const [pattern, allowed, refused] of cases) {
  test(`${pattern} takes just the images it means`, () => {
    const isRefused = (image: string) =>
      imageRefusal({ allow: [pattern], digest: 'optional' }, image) !== undefined;
    assert.equal(allowed.filter(isRefused), []);
    assert.equal(
      refused.filter((image) => !isRefused(image)),
      [],
    );
  });
}

for (const image of [
  'lab/../evil',
  'lab/',
  'lab//a',
  'lab/a:1/../evil',
  'lab/a@',
  'lab/a\n',
  'lab/A',
]) {
  test(`${JSON.stringify(image)} is no image, whatever the pattern`, () => {
    const images = { allow: ['lab/**', 'lab/*'], digest: 'optional' } as const;
    assert.is(imageRefusal(images, image), 'be an image reference');
  });
}

test('a digest that is required must be there', () => {
  const images = { allow: ['lab/**'], digest: 'required' } as const;
  assert.is(imageRefusal(images, `lab/echo@${digest}`), undefined);
  assert.is(imageRefusal(images, 'lab/echo:1'), 'have a digest');
  assert.is(imageRefusal(images, `other/echo@${digest}`), 'match `lab/**`');
});

test('many stars on a long name are no work', () => {
  const allow = [`r.example/${'*a'.repeat(200)}b`];
  assert.ok(imageRefusal({ allow, digest: 'optional' }, `r.example/${'a'.repeat(20_000)}`));
});

test.run();
