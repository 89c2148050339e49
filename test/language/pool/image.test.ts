import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { readImage } from '../../../src/language/pool/image.ts';

function codeOf(image: string): string | undefined {
  const diagnostics: Diagnostic[] = [];
  const document = { source: { path: 'a.yaml', text: 'spec: {}\n' }, index: 0, line: 1 };
  readImage({ document, layers: [], diagnostics }, ['worker', 'image'], image);
  return diagnostics[0]?.code;
}

const hex = (length: number) => 'a'.repeat(length);
const cases: readonly [image: string, code: string | undefined][] = [
  ['registry.example.org/team/worker:1.4.2', undefined],
  ['registry.example.org:5000/worker:v1', undefined],
  ['worker:1', undefined],
  ['team/worker_a__b-c.d:1', undefined],
  ['[::1]:5000/worker:1', undefined],
  [`worker@sha256:${hex(64)}`, undefined],
  [`worker:latest@sha512:${hex(128)}`, undefined],
  ['worker', 'image-not-pinned'],
  ['worker:latest', 'image-not-pinned'],
  ['Worker:1', 'invalid-image'],
  ['worker:', 'invalid-image'],
  ['worker:a b', 'invalid-image'],
  ['r..io/a:1', 'invalid-image'],
  ['r-.io/a:1', 'invalid-image'],
  ['foo.-bar/a:1', 'invalid-image'],
  ['https://registry.example.org/a:1', 'invalid-image'],
  ['worker@sha256:abc', 'invalid-image'],
];

for (const [image, code] of cases) {
  test(`${image} is ${code ?? 'fine'}`, () => assert.is(codeOf(image), code));
}

test.run();
