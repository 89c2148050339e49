import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compile/compile.ts';
import { sourcesOf } from '../../src/compile/sources.ts';
import { positionAt } from '../../src/diagnostics/position.ts';
import { check } from '../../src/language/check.ts';
import { locate } from '../../src/language/yaml/locate.ts';
import { type Origin, originOf } from '../../src/model/origin.ts';
import { formatPath, type Path } from '../../src/model/source.ts';
import type { WorkerPool } from '../../src/model/worker-pool.ts';
import { emitWithPaths } from '../../src/render/emit.ts';

// The whole chain that `explain` will walk: a rendered line → the value it shows → the policy field → who wrote it.

const path = 'policies.yaml';
const source = { path, text: readFileSync('test/fixtures/provenance/policies.yaml', 'utf8') };

/** Where the field of a pool was written, as a person would say it. */
function told(origin: Origin): string {
  switch (origin.from) {
    case 'default':
      return 'default';
    case 'derived':
      return `derived by ${origin.rule}`;
    default: {
      const { start } = locate(origin.document, origin.path, 'value');
      return `${origin.from} ${origin.document.source.path}:${positionAt(origin.document.source, start).line}`;
    }
  }
}

function split(field: string): Path {
  return field.split('.').slice(1);
}

function explain(pool: WorkerPool, rendered: string): readonly string[] {
  const rule = sourcesOf('ScaledObject', rendered);
  return (rule?.from ?? [])
    .filter((field) => field.startsWith('spec.'))
    .map((field) => `${field}: ${told(originOf(pool.provenance.layers, split(field)))}`);
}

function setUp() {
  const { estates, diagnostics } = check([source]);
  assert.equal(diagnostics, []);
  const estate = estates[0]!;
  const { object } = compile(estate, []).find((one) => one.object.kind === 'ScaledObject')!;
  return { pool: estate.pools[0]!, object };
}

const cases = [
  {
    rendered: 'spec.maxReplicaCount',
    line: '  maxReplicaCount: 30',
    from: 'spec.scaling.max: override policies.yaml:33',
  },
  {
    rendered: 'spec.cooldownPeriod',
    line: '  cooldownPeriod: 300',
    from: 'spec.scaling.hold: profile policies.yaml:6',
  },
  {
    rendered: 'spec.pollingInterval',
    line: '  pollingInterval: 15',
    from: 'spec.scaling.pollingInterval: default',
  },
  {
    rendered: 'spec.triggers[0].metadata.value',
    line: '        value: "40"',
    from: 'spec.scaling.unitsPerWorker: policy policies.yaml:21',
  },
  {
    rendered: 'spec.triggers[0].metadata.queueName',
    line: '        queueName: media.thumbnails',
    from: 'spec.scaling.signal.rabbitmq.queue: policy policies.yaml:20',
  },
];

for (const { rendered, line, from } of cases) {
  test(`the line that shows ${rendered} leads to ${from}`, () => {
    const { pool, object } = setUp();
    const shown = emitWithPaths(object).find((one) => formatPath(one.path) === rendered);
    assert.is(shown?.text, line);
    assert.ok(explain(pool, rendered).includes(from), explain(pool, rendered).join('\n'));
  });
}

test('every line of a ScaledObject leads to a rule', () => {
  const { object } = setUp();
  const lost = emitWithPaths(object).filter(
    (one) => one.path.length > 0 && !isCovered(formatPath(one.path)),
  );
  assert.equal(
    lost.map(({ text }) => text),
    [],
  );
});

/** A line that only opens a map shows no value of its own; the lines below it do. */
function isCovered(rendered: string): boolean {
  const opens = ['metadata', 'metadata.labels', 'spec'];
  return (
    opens.includes(rendered) ||
    sourcesOf('ScaledObject', rendered) !== undefined ||
    /^spec\.(advanced|scaleTargetRef|triggers)/.test(rendered)
  );
}

test('an engine that nobody chose is derived, and the rule is named', () => {
  const { pool } = setUp();
  assert.equal(pool.provenance.derived.engine, {
    from: 'derived',
    rule: 'engine-auto',
    inputs: [['scaling'], ['engine']],
  });
});

test('a list in an upper layer hides what a lower one wrote below it', () => {
  const document = { source, index: 0, line: 1 };
  const layer = (from: 'policy' | 'profile', spec: object) =>
    ({ from, document, at: ['spec'], spec }) as never;
  const layers = [layer('policy', { a: [1] }), layer('profile', { a: { b: 1 }, c: 2 })];
  assert.is(originOf(layers, ['a', 'b']).from, 'default');
  assert.is(originOf(layers, ['a', 0]).from, 'policy');
  assert.is(originOf(layers, ['c']).from, 'profile');
});

test.run();
