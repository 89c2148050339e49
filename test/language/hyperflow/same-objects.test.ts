import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import { check } from '../../../src/language/check.ts';
import { importHyperflow } from '../../../src/language/hyperflow/import.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Source } from '../../../src/model/source.ts';
import { root } from '../../root.ts';

const pool = fixture('resize.yaml');
const imported = importHyperflow([pool, fixture('quota.yaml')]).policies;
const around = imported.filter(({ path }) => !path.endsWith('resize.yaml'));

test('imported policies give the objects of the dialect but for labels, the alerts and the budget', () => {
  const dialect = objectsOf([...around, pool]);
  const policies = objectsOf(imported);
  const kept = [...policies.keys()].filter((key) => !key.startsWith('PodDisruptionBudget'));
  assert.equal(kept, [...dialect.keys()]);
  assert.ok(dialect.has('ScaledObject resize') && dialect.has('Deployment resize'));
  for (const key of kept) {
    const object = policies.get(key) ?? {};
    const same = withoutAdditions(object);
    assert.equal(same, withoutAdditions(dialect.get(key) ?? {}), key);
  }
});

function objectsOf(sources: readonly Source[]): ReadonlyMap<string, JsonObject> {
  const { estates, diagnostics } = check(sources);
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
  const [estate] = estates;
  if (estate === undefined) throw new Error('the policies must have an environment');
  const objects = compile(estate, []).map(({ object }) => object);
  return new Map(
    objects.map((object) => [`${object.kind} ${(object.metadata as JsonObject).name}`, object]),
  );
}

/**
 * The group's label goes wherever labels go, the pool's own on its pods too; the operator's go on three kinds of objects,
 * which a policy cannot say. The alerts are a group of rules of their own.
 */
function withoutAdditions({ metadata, ...object }: JsonObject): unknown {
  const { labels, ...others } = metadata as JsonObject;
  const { app, name, prometheus, release, ...kept } = labels as JsonObject;
  const bare = { ...object, metadata: { ...others, labels: kept } };
  const text = JSON.stringify(bare, (key, value: unknown) => {
    if (key === 'app.kubernetes.io/part-of' || key === 'example.org/team') return undefined;
    return key === 'groups' && Array.isArray(value) ? value.slice(0, 1) : value;
  });
  return JSON.parse(text);
}

function fixture(file: string): Source {
  return { path: file, text: readFileSync(join(root, 'fixtures/hyperflow', file), 'utf8') };
}

test.run();
