import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { environment } from '../../../src/language/schema/environment.ts';
import { jobTemplate } from '../../../src/language/schema/job-template.ts';
import { workerPool } from '../../../src/language/schema/worker-pool.ts';
import { editDistance } from '../../../src/language/suggest/edit-distance.ts';
import { foreignWords } from '../../../src/language/suggest/foreign-words.ts';
import { foreignName, help, nearest } from '../../../src/language/suggest/suggest.ts';
import { isObject } from '../../../src/model/json.ts';

const scaling = [
  'mode',
  'signal',
  'min',
  'max',
  'hold',
  'onSignalLoss',
  'unitsPerWorker',
  'workers',
  'schedule',
];
const spec = ['worker', 'group', 'scaling', 'profile'];
const worker = [
  'image',
  'command',
  'env',
  'resources',
  'gracePeriod',
  'pullSecrets',
  'placement',
  'security',
];

const nearestCases = [
  { name: 'the word itself is nearest', word: 'hold', candidates: ['holt', 'hold'], found: 'hold' },
  {
    name: 'case counts for nothing',
    word: 'GRACEPERIOD',
    candidates: worker,
    found: 'gracePeriod',
  },
  { name: 'a missing letter is near', word: 'signl', candidates: scaling, found: 'signal' },
  { name: 'two letters swapped are one slip', word: 'mni', candidates: scaling, found: 'min' },
  {
    name: 'the nearest of two wins',
    word: 'schedul',
    candidates: ['schema', 'schedule'],
    found: 'schedule',
  },
  { name: 'equally near ones go by text', word: 'mix', candidates: ['mox', 'max'], found: 'max' },
  {
    name: 'a third of the letters may be wrong',
    word: 'wrokes',
    candidates: ['workers'],
    found: 'workers',
  },
  { name: 'more than a third may not', word: 'wrkzz', candidates: ['workers'], found: undefined },
  { name: 'a letter is not near another letter', word: 'x', candidates: ['y'], found: undefined },
  { name: 'nothing is near in an empty list', word: 'x', candidates: [], found: undefined },
  {
    name: 'an empty word is near to nothing',
    word: '',
    candidates: ['y', 'min'],
    found: undefined,
  },
];
for (const { name, word, candidates, found } of nearestCases) {
  test(name, () => assert.is(nearest(word, candidates), found));
}

const helpCases = [
  {
    word: 'cooldwn',
    candidates: scaling,
    line: 'did you mean `hold`? (KEDA calls it cooldownPeriod)',
  },
  {
    word: 'cooldown',
    candidates: scaling,
    line: 'did you mean `hold`? (KEDA calls it cooldownPeriod)',
  },
  {
    word: 'cooldownPeriod',
    candidates: spec,
    line: 'did you mean `scaling.hold`? (KEDA calls it cooldownPeriod)',
  },
  {
    word: 'cooldownPeriod',
    candidates: ['name'],
    line: 'did you mean `spec.scaling.hold`? (KEDA calls it cooldownPeriod)',
  },
  { word: 'hodl', candidates: scaling, line: 'did you mean `hold`?' },
  { word: 'Min', candidates: scaling, line: 'did you mean `min`?' },
  {
    word: 'minReplicaCount',
    candidates: scaling,
    line: 'did you mean `min`? (KEDA calls it minReplicaCount)',
  },
  {
    word: 'MaxReplicas',
    candidates: scaling,
    line: 'did you mean `max`? (HPA calls it maxReplicas)',
  },
  {
    word: 'stabilizationWindow',
    candidates: scaling,
    line: 'did you mean `hold`? (HPA calls it stabilizationWindowSeconds)',
  },
  {
    word: 'replicas',
    candidates: scaling,
    line: 'did you mean `workers`? (Kubernetes calls it replicas)',
  },
  {
    word: 'taskType',
    candidates: spec,
    line: 'did you mean `scaling.signal.rabbitmq.queue`? (HyperFlow calls it taskType)',
  },
  {
    word: 'initialResource',
    candidates: spec,
    line: 'did you mean `worker.resources`? (HyperFlow calls it initialResources)',
  },
  { word: 'nodeSelector', candidates: worker, line: 'did you mean `placement.nodeSelector`?' },
  { word: 'image', candidates: spec, line: 'did you mean `worker.image`?' },
  { word: 'grace', candidates: worker, line: 'did you mean `gracePeriod`?' },
  {
    word: 'start',
    candidates: ['cron', 'for'],
    line: 'a window opens at `cron` and lasts `for` (KEDA has `start`)',
  },
  {
    word: 'redisUrl',
    candidates: spec,
    line: 'addresses stand in the Environment, under `connections` (HyperFlow has `redisUrl`)',
  },
  {
    word: 'strategy',
    candidates: spec,
    line: 'did you mean `worker.rollout`? (Kubernetes calls it strategy)',
  },
  {
    word: 'priorityClassName',
    candidates: ['quota', 'priorityClass'],
    line: 'did you mean `priorityClass`? (Kubernetes calls it priorityClassName)',
  },
  {
    word: 'selector',
    candidates: spec,
    line: 'remove it; Roster labels and selects its pods itself (Kubernetes has `selector`)',
  },
  {
    word: 'volumeMounts',
    candidates: worker,
    line: 'did you mean `spec.worker.volumes`? (Kubernetes calls it volumeMounts)',
  },
  {
    word: 'volumeMounts',
    candidates: ['name', 'image', 'mounts'],
    line: 'did you mean `mounts`? (Kubernetes calls it volumeMounts)',
  },
  {
    word: 'mountPath',
    candidates: ['volume', 'path', 'subPath', 'readOnly'],
    line: 'did you mean `path`? (Kubernetes calls it mountPath)',
  },
  {
    word: 'targetCPUUtilizationPercentage',
    candidates: [...scaling, 'cpu', 'memory'],
    line: 'did you mean `cpu.averageUtilization`? (HPA calls it targetCPUUtilizationPercentage)',
  },
  { word: 'value', candidates: ['name', 'labels'], line: undefined },
  { word: 'zzzzzz', candidates: scaling, line: undefined },
  { word: '__proto__', candidates: scaling, line: undefined },
  { word: 'constructor', candidates: scaling, line: undefined },
];
for (const { word, candidates, line } of helpCases) {
  test(`the help for ${word} among ${candidates[0]} … is ${line ?? 'nothing'}`, () =>
    assert.is(help(word, candidates), line));
}

test('a word of another tool has our path, in any case', () => {
  assert.equal(foreignName('queuelength'), { field: 'spec.scaling.unitsPerWorker', of: 'KEDA' });
  assert.equal(foreignName('desiredReplicas'), {
    field: 'spec.scaling.schedule.atLeast',
    of: 'KEDA',
  });
  assert.is(foreignName('scaleTargetRef'), undefined);
  assert.is(foreignName('toString'), undefined);
});

for (const { word, ...place } of foreignWords) {
  const path = 'field' in place ? place.field : place.near;
  test(`what ${word} is translated to is a field: ${path}`, () => {
    const kinds: readonly object[] = [workerPool, environment, jobTemplate];
    assert.ok(kinds.some((schema) => hasField(schema, path.split('.'))));
  });
}

test('a word without a place has the path that is usual', () => {
  assert.equal(foreignName('volumeMounts'), { field: 'spec.worker.volumes', of: 'Kubernetes' });
});

test('a path that is no field is seen', () => {
  assert.not.ok(hasField(workerPool, ['spec', 'scaling', 'hodl']));
});

/** Follows a path through the parts of a schema, into the items of lists. */
function hasField(schema: unknown, path: readonly string[]): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  if (!isObject(schema)) return false;
  const { properties, items, anyOf, oneOf, allOf } = schema;
  if (isObject(properties) && hasField(properties[step], rest) && step in properties) return true;
  const parts = [items, anyOf, oneOf, allOf].flat().filter(isObject);
  return parts.some((part) => hasField(part, path));
}

const word = fc.string({ maxLength: 8 });

test('the distance is the same both ways, and 0 for equal words only', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.is(editDistance(a, b), editDistance(b, a));
      assert.is(editDistance(a, b) === 0, a === b);
      assert.ok(editDistance(a, b) <= Math.max(a.length, b.length));
    }),
  );
});

test('the order of the candidates does not matter', () => {
  fc.assert(
    fc.property(word, fc.array(word), (typed, candidates) => {
      assert.is(nearest(typed, candidates.toReversed()), nearest(typed, candidates));
    }),
  );
});

test('any word gets one line of help or none', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => assert.not.match(help(typed, scaling) ?? '', '\n')),
  );
});

test.run();
