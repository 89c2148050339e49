import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { imageExpressions } from '../../../src/compile/runtime-objects/admission/image-expression.ts';
import { imageRefusal } from '../../../src/model/job/image-pattern.ts';
import { imageReference } from '../../../src/model/job/image-reference.ts';

const digits = '0'.repeat(32);

const patterns = [
  'registry.example.org/media/**',
  'registry.example.org:5000/a/b',
  'registry.example.org/a/*',
  '*/a/b:1.*',
  'docker.io/**',
  'a/b:*',
  `a*/b@sha256:${digits}`,
  'reg/x-*-y:v1',
];

const images = [
  'registry.example.org/media/a',
  'registry.example.org/media/a/b:1',
  'registry.example.org/media',
  'registry.example.org/mediax/a',
  'registryXexample.org/media/a',
  'registry.example.org:5000/a/b',
  'registry.example.org:5000/a/b:9',
  `registry.example.org/a/c:1@sha256:${digits}`,
  'x/a/b:1.2',
  'x/a/b:2',
  'x:5/a/b:1.',
  'a/b',
  'a/b:1',
  `ax/b@sha256:${digits}`,
  `a/b@sha256:${digits}0`,
  'reg/x-1-y:v1',
  'reg/x--y:v1',
  'reg/x-y:v1',
  'reg/x-1-y:v11',
  `docker.io/a/b/c:1@sha256:${digits}`,
  // no references, though parts of them are what the patterns say
  'registry.example.org/media/../evil',
  'registry.example.org/media/a/../../evil',
  'registry.example.org/media/',
  'registry.example.org/media//a',
  'registry.example.org/media/a:80/b',
  'registry.example.org/media/a:1:2',
  'registry.example.org/media/a@',
  `registry.example.org/media/a@sha256:${digits}\n`,
  'registry.example.org/media/a@sha256:/../b',
  'registry.example.org/media/a b',
  'registry.example.org/media/A',
  'registry.example.org/media/\u0430',
  'registry.example.org/a/..',
];

test('the API server lets the images through that the language does, and no others', () => {
  const answers = new Set<boolean>();
  for (const digest of ['optional', 'required'] as const) {
    for (const pattern of patterns) {
      const rule = { allow: [pattern], digest };
      const expressions = imageExpressions(rule).map((one) => new RegExp(one));
      for (const image of images) {
        const isAllowed = imageRefusal(rule, image) === undefined;
        const isMatch = imageReference.test(image) && expressions.some((one) => one.test(image));
        assert.is(isMatch, isAllowed, `${pattern} (digest ${digest}): ${image}`);
        answers.add(isMatch);
      }
    }
  }
  assert.is(answers.size, 2);
});

test.run();
