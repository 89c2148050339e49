import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isWritten } from '../../../src/language/hyperflow/written-part.ts';
import { formatPath, type Path } from '../../../src/model/source.ts';
import { poolText, readText } from './document.ts';

const cases: readonly (readonly [ours: Path, theirs: string])[] = [
  [['worker', 'image'], 'spec.image'],
  [['worker', 'resources', 'requests', 'cpu'], 'spec.initialResources.requests.cpu'],
  [['worker', 'resources', 'limits', 'cpu'], 'spec.initialResources'],
  [['worker', 'env', 0, 'value'], 'spec.taskType'],
  [['worker', 'env', 1], 'spec.rabbitHostname'],
  [['worker', 'env', 2, 'value'], 'spec.env[1].value'],
  [['worker', 'env', 15, 'value'], 'spec.env[0].value'],
  [['worker', 'env', 4], 'kind'],
  [['worker', 'selector', 'app'], 'metadata.name'],
  [['worker', 'command', 2], 'kind'],
  [['scaling', 'min'], 'spec.minReplicaCount'],
  [['scaling', 'max'], 'spec.maxReplicaCount'],
  [['scaling', 'signal', 'rabbitmq', 'queue'], 'spec.taskType'],
  [['scaling', 'signal', 'rabbitmq', 'vhost'], 'spec.rabbitHostname'],
  [['scaling', 'hold'], 'kind'],
  [['scaling'], 'spec'],
  [['worker'], 'spec'],
  [[], 'spec'],
];

const env = 'env: [{name: EXTRA, value: x}, {name: REDIS_URL, value: redis://other:6379}]';
const text = poolText({ env, rabbitHostname: '  rabbitHostname: rabbitmq/hf' });

for (const [ours, theirs] of cases) {
  test(`\`${formatPath(ours)}\` was written in \`${theirs}\``, () => {
    assert.is(formatPath(readText(text).pool?.layer.translate?.(ours) ?? []), theirs);
  });
}

test('a queue named by hand is where it was written', () => {
  const { pool } = readText(poolText({ queue: 'queueName: photos' }));
  assert.equal(pool?.layer.translate?.(['scaling', 'signal', 'rabbitmq', 'queue']), [
    'spec',
    'queueName',
  ]);
  assert.equal(pool?.layer.translate?.(['worker', 'env', 0]), ['spec', 'queueName']);
});

test('every path of ours leads to a place that the document has', () => {
  const { pool } = readText(text);
  const document = { kind: '', metadata: { name: '' }, spec: pool?.layer.spec };
  const paths = pathsOf(pool?.layer.spec);
  assert.ok(paths.length > 60);
  for (const path of paths) {
    const found = pool?.layer.translate?.(path) ?? [];
    assert.ok(found.length > 0 && found.length <= path.length + 2, formatPath(path));
    assert.ok(found[0] === 'spec' || isWritten(document, found), formatPath(found));
  }
});

test('a path that is not ours leads somewhere all the same', () => {
  const { pool } = readText(text);
  const step = fc.oneof(
    fc.constantFrom('worker', 'scaling', 'env', 'signal', '__proto__', 'x'),
    fc.nat(20),
  );
  fc.assert(
    fc.property(fc.array(step), (path) =>
      ['spec', 'kind', 'metadata'].includes(String(pool?.layer.translate?.(path)[0])),
    ),
  );
});

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

test.run();
