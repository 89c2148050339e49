import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaledObject } from '../../src/compile/pool/scaled-object.ts';
import { scaledObjectSources } from '../../src/compile/sources/scaled-object.ts';
import { type SourceRule, sourcesOf } from '../../src/compile/sources.ts';
import { signalScaler } from '../../src/compile/triggers/signal-scaler.ts';
import { formatPath, type Path } from '../../src/model/source.ts';
import type { WorkerPool } from '../../src/model/worker-pool.ts';
import { environment } from '../builders.ts';
import {
  environmentPerturbations,
  type Perturbation,
  perturbations,
  perturbed,
} from './perturbations.ts';

const prod = environment({ labels: { stage: 'prod' } });

test('every value of every ScaledObject has a source', () => {
  for (const pool of perturbed) {
    for (const path of leavesOf(pool).keys()) {
      assert.ok(sourcesOf('ScaledObject', path), path);
    }
  }
});

for (const field of fieldsOf(({ from }) => from, perturbations)) {
  test(`changing ${field} changes what the table says and nothing else`, () => {
    assert.equal(
      changedBy(field, perturbations),
      claimed(({ from }) => from, field),
    );
  });
}

for (const field of fieldsOf(({ environment: from }) => from ?? [], environmentPerturbations)) {
  if (field === 'spec.labels') continue;

  test(`changing ${field} of the Environment changes what the table says and nothing else`, () => {
    const found = changedBy(field, environmentPerturbations);
    assert.equal(
      found,
      claimed(({ environment: from }) => from ?? [], field),
    );
  });
}

test("changing the Environment's labels changes labels only", () => {
  const [pool] = perturbed;
  const before = leavesOf(pool!);
  const after = leavesOf(pool!, environment({ labels: { stage: 'test' } }));
  const changed = [...before].filter(([path, value]) => after.get(path) !== value);
  assert.equal(changed, [['metadata.labels.stage', 'prod']]);
  assert.equal(
    claimed(({ environment: from }) => from ?? [], 'spec.labels'),
    ['metadata.labels'],
  );
});

test('the most exact rule speaks, and none for what is not rendered', () => {
  const exact = sourcesOf('ScaledObject', 'metadata.labels["roster.dev/pool"]');
  assert.equal(exact?.from, ['metadata.name']);
  assert.equal(sourcesOf('ScaledObject', 'metadata.labels.team')?.from, ['metadata.labels']);
  assert.is(sourcesOf('ScaledObject', 'metadata.namespaces'), undefined);
  assert.is(sourcesOf('Deployment', 'spec.replicas'), undefined);
});

/** The rendered paths of the table that some pool's change of the field touched. */
function changedBy(field: string, all: readonly Perturbation[]): readonly string[] {
  const rules = new Set<string>();
  for (const { change } of all.filter((one) => one.field === field)) {
    for (const pool of perturbed) {
      for (const path of differences(leavesOf(pool), leavesOf(change(pool)))) {
        rules.add(sourcesOf('ScaledObject', path)?.rendered ?? `nothing for ${path}`);
      }
    }
  }
  return [...rules].sort();
}

function claimed(from: (rule: SourceRule) => readonly string[], field: string) {
  const rules = scaledObjectSources.filter((rule) => from(rule).includes(field));
  return rules.map(({ rendered }) => rendered).sort();
}

function fieldsOf(from: (rule: SourceRule) => readonly string[], all: readonly Perturbation[]) {
  return new Set([...scaledObjectSources.flatMap(from), ...all.map(({ field }) => field)]);
}

function differences(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>) {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
}

/** The scalars of a pool's ScaledObject by path. Triggers are told apart by their names, so that a new first one moves no other. */
function leavesOf(pool: WorkerPool, at = prod): ReadonlyMap<string, unknown> {
  const object = scaledObject(pool, at, signalScaler(pool));
  const byName = { '': 0, signal: 1, 'window-1': 2, 'window-2': 3 } as Record<string, number>;
  const triggers: unknown[] = [];
  for (const trigger of object.spec.triggers) triggers[byName[trigger.name] ?? 0] = trigger;
  const leaves = new Map<string, unknown>();
  collect({ ...object, spec: { ...object.spec, triggers } }, [], leaves);
  return leaves;
}

function collect(value: unknown, path: Path, leaves: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined) leaves.set(formatPath(path), value);
    return;
  }
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [step, item] of entries) collect(item, [...path, step], leaves);
}

test.run();
