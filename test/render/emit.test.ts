import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { emit, emitWithPaths } from '../../src/render/emit.ts';
import { awkward } from './awkward.ts';

const deployment: JsonObject = {
  status: {},
  spec: {
    template: {
      spec: {
        containers: [
          {
            image: 'registry.example.org/worker:1.3.4',
            name: 'worker',
            args: ['--listen=:8080', '-v', 'x'],
          },
          { name: 'side', env: [], ports: [{ containerPort: 80, name: 'http' }] },
        ],
      },
      metadata: { namespace: 'b', name: 'a' },
    },
    paused: undefined,
    replicas: null,
    matrix: [[1, [2]], []],
  },
  kind: 'Deployment',
  data: { 'run.sh': '#!/bin/sh\nset -e\n\n  exec "$@"\n', note: 'one\ntwo', tail: 'end\n\n' },
  metadata: {
    ownerReferences: [],
    annotations: { on: 'y' },
    labels: {},
    namespace: 'ns',
    name: 'x',
  },
  apiVersion: 'apps/v1',
};

const written = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: x
  namespace: ns
  labels: {}
  annotations:
    "on": "y"
  ownerReferences: []
spec:
  matrix:
    - - 1
      - - 2
    - []
  replicas: null
  template:
    metadata:
      name: a
      namespace: b
    spec:
      containers:
        - name: worker
          args:
            - --listen=:8080
            - -v
            - x
          image: registry.example.org/worker:1.3.4
        - name: side
          env: []
          ports:
            - name: http
              containerPort: 80
data:
  note: |-
    one
    two
  run.sh: |
    #!/bin/sh
    set -e

      exec "$@"
  tail: |+
    end

status: {}
`;

test('an object is written in the order people read it in', () => {
  assert.is(emit(deployment), written);
});

test('an empty object is an empty map', () => {
  assert.is(emit({}), '{}\n');
  assert.is(emit({ a: undefined }), '{}\n');
});

test('the order of the keys in memory does not matter', () => {
  const reversed = (value: Json | undefined): Json | undefined => {
    if (Array.isArray(value)) return value.map((item) => reversed(item) ?? null);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).reverse();
    return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]));
  };
  assert.is(emit(reversed(deployment) as JsonObject), written);
});

test('every line knows the path of the value it shows', () => {
  const lines = emitWithPaths(deployment);
  assert.is(lines.map(({ text }) => `${text}\n`).join(''), written);
  const shown = (text: string) => lines.find((line) => line.text.trim() === text)?.path;
  assert.equal(shown('labels: {}'), ['metadata', 'labels']);
  assert.equal(shown('containers:'), ['spec', 'template', 'spec', 'containers']);
  assert.equal(shown('- name: worker'), ['spec', 'template', 'spec', 'containers', 0, 'name']);
  assert.equal(shown('- -v'), ['spec', 'template', 'spec', 'containers', 0, 'args', 1]);
  assert.equal(shown('- - 2'), ['spec', 'matrix', 0, 1, 0]);
  assert.equal(shown('set -e'), ['data', 'run.sh']);
});

const text = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...awkward.filter((word) => word.length < 40), ' ', '\n', 'a', '0'),
  }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);
const number = fc
  .oneof(fc.double({ noDefaultInfinity: true, noNaN: true }), fc.maxSafeInteger())
  .filter(
    (value) => (Number.isSafeInteger(value) || !Number.isInteger(value)) && !Object.is(value, -0),
  );
const { object } = fc.letrec<{ object: JsonObject; value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    tie('object'),
  ),
  object: fc.dictionary(
    text.filter((key) => key.length < 150),
    tie('value'),
    { noNullPrototype: true },
  ),
}));

test('any object is read back as it was, by YAML 1.2 and by YAML 1.1', () => {
  fc.assert(
    fc.property(object, (value) => {
      const yaml = emit(value);
      same(parse(yaml, { version: '1.2' }), value);
      same(parse(yaml, { version: '1.1', schema: 'yaml-1.1' }), value);
    }),
    { numRuns: 2_000 },
  );
});

test('every awkward word is read back as it was, as a key, a value and an item', () => {
  for (const word of awkward) {
    const value =
      word.length < 1_000
        ? { a: word, b: [word, [word]], [`x${word}`]: 1, [word]: 2 }
        : { a: word };
    same(parse(emit(value)), value);
    same(parse(emit(value), { version: '1.1', schema: 'yaml-1.1' }), value);
  }
});

test('the lines with their paths are the lines of the text, for any object', () => {
  fc.assert(
    fc.property(object, (value) => {
      const lines = emitWithPaths(value);
      assert.is(lines.map((line) => `${line.text}\n`).join(''), emit(value));
      for (const { path } of lines) {
        let at: unknown = value;
        for (const step of path) at = (at as Record<string | number, unknown>)[step];
        assert.is.not(at, undefined);
      }
    }),
  );
});

test('an emitted object is ASCII where its texts are, and no line ends with a blank', () => {
  fc.assert(
    fc.property(object, (value) => {
      assert.not.match(emit(value), /[ \t]$/m);
    }),
  );
});

test('a key that readers would give up on is a program error', () => {
  assert.throws(() => emit({ ['k'.repeat(1_100)]: 1 }), /key kkk.* is too long/);
});

/** deepEqual that tells own `__proto__` keys apart, which uvu's does not. */
function same(actual: unknown, expected: unknown): void {
  assert.is(canonical(actual), canonical(expected));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`;
}

test.run();
