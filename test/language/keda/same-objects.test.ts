import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareImported } from '../../../src/cli/import-compare.ts';
import { compile } from '../../../src/compile/compile.ts';
import { check } from '../../../src/language/check.ts';
import { comparable, type Difference } from '../../../src/language/import/differences.ts';
import { partOf } from '../../../src/language/import/part.ts';
import { importKeda } from '../../../src/language/keda/import.ts';
import { isObject, type Json, type JsonObject } from '../../../src/model/json.ts';
import { deployment } from './deployments.ts';
import { scaledObjectFor } from './scaled-objects.ts';

/** A Deployment, and perhaps what scales it. */
const manifests = deployment.chain((workers) =>
  fc
    .option(scaledObjectFor(nameOf(workers)), { nil: undefined, freq: 4 })
    .map((scaler) => (scaler === undefined ? [workers] : [workers, scaler])),
);

test('an imported object and the list of changes together are the rendered object', () => {
  let pairs = 0;
  fc.assert(
    fc.property(manifests, (objects) => {
      const imported = importKeda([{ path: 'x.yaml', text: textOf(objects) }]);
      assert.equal(imported.diagnostics, []);
      const { pairs: found } = compareImported(imported);
      const rendered = renderedFrom(imported.policies);
      for (const { object, differences } of found) {
        pairs += 1;
        const was = imported.counterparts.find(
          (one) => `${one.object.kind} default/${nameOf(one.object)}` === object,
        );
        const is = rendered.find(
          (one) => one.kind === was?.object.kind && nameOf(one) === was?.pool.name,
        );
        assert.ok(was && is, object);
        const before = comparable(withNamespace(was.object), was.container);
        const after = comparable(is, 'worker');
        assert.equal(differences.reduce(apply, before), after, object);
        // Later variables may use earlier ones.
        assert.equal(variablesIn(after), variablesIn(before));
      }
    }),
    { numRuns: 80 },
  );
  assert.ok(pairs > 80, `${pairs} pairs`);
});

test('of a Deployment alone, labels and a few fields change and nothing else', () => {
  const allowed =
    /^metadata\.|^spec\.(replicas|revisionHistoryLimit|minReadySeconds)$|^spec\.template\.metadata\.labels|\.containers\.worker\.name$|\.env\.TOKEN\./;
  fc.assert(
    fc.property(deployment, (workers) => {
      const imported = importKeda([{ path: 'x.yaml', text: textOf([workers]) }]);
      const { pairs } = compareImported(imported);
      const paths = pairs.flatMap(({ differences }) =>
        differences.map(({ path }) => path.join('.')),
      );
      assert.equal(
        paths.filter((path) => !allowed.test(path)),
        [],
      );
    }),
    { numRuns: 80 },
  );
});

test('nothing of a credential reaches policies, notes or changes', () => {
  fc.assert(
    fc.property(manifests, (objects) => {
      const { policies, notes } = importKeda([{ path: 'x.yaml', text: textOf(objects) }]);
      assert.not.match(JSON.stringify([policies, notes]), /opensesame|abcdefgh/);
    }),
    { numRuns: 30 },
  );
});

function textOf(objects: readonly JsonObject[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

function renderedFrom(policies: Parameters<typeof check>[0]): readonly JsonObject[] {
  const [estate] = policies.length === 0 ? [] : check(policies).estates;
  return estate === undefined ? [] : compile(estate, []).map(({ object }) => object);
}

function nameOf({ metadata }: JsonObject): string {
  return String((metadata as JsonObject).name);
}

function withNamespace({ metadata, ...object }: JsonObject): JsonObject {
  return { ...object, metadata: { ...(metadata as JsonObject), namespace: 'default' } };
}

/** The object with one difference made; a map that loses its last field goes as well. */
function apply(object: JsonObject, { path, was: _, is }: Difference): JsonObject {
  const [first, ...rest] = path;
  const key = String(first);
  const { [key]: below, ...others } = object;
  const value = rest.length === 0 ? is : applyBelow(below, rest, { path, was: _, is });
  return value === undefined ? others : { ...others, [key]: value };
}

function applyBelow(below: Json | undefined, path: Difference['path'], one: Difference) {
  const map = isObject(below) ? (below as JsonObject) : {};
  const changed = apply(map, { ...one, path });
  return Object.keys(changed).length === 0 ? undefined : changed;
}

function variablesIn(object: JsonObject): readonly string[] {
  const pod = partOf(partOf(partOf(object, 'spec'), 'template'), 'spec');
  return Object.keys(partOf(partOf(partOf(pod, 'containers'), 'worker'), 'env'));
}

test.run();
