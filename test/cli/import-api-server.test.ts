import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compareImported } from '../../src/cli/import-compare.ts';
import { compile } from '../../src/compile/compile.ts';
import { check } from '../../src/language/check.ts';
import type { Counterpart } from '../../src/language/import/draft.ts';
import { importKeda } from '../../src/language/keda/import.ts';
import { importOasis } from '../../src/language/oasis/import.ts';
import { isObject, type JsonObject } from '../../src/model/json.ts';
import type { Source } from '../../src/model/source.ts';
import { deployment } from '../language/keda/deployments.ts';
import { root } from '../root.ts';
import { applyObjects } from '../testbed/apply/apply-objects.ts';
import type { Manifest } from '../testbed/apply/read-manifests.ts';
import { inNamespace } from '../testbed/in-namespace.ts';
import { testbed } from '../testbed/shared.ts';
import { addCrds, withCrds } from '../testbed/with-crds.ts';

const test = suite('imports on a control plane');

interface Imported {
  readonly policies: readonly Source[];
  readonly counterparts: readonly Counterpart[];
}

const imports: readonly {
  readonly name: string;
  readonly read: (namespace: string) => Imported;
}[] = [
  {
    name: 'KEDA manifests',
    read: (namespace) =>
      importKeda(fixtures('keda', ['queues.yaml', 'more.yaml'], namespace), { namespace }),
  },
  {
    name: 'Oasis values and settings',
    read: (namespace) =>
      importOasis(fixtures('oasis', ['values.yaml', 'overlay.yaml', 'settings.json'], namespace), {
        namespace,
      }),
  },
  ...fc.sample(deployment, { seed: 7, numRuns: 8 }).map((object, index) => ({
    name: `generated Deployment ${index + 1}`,
    read: (namespace: string) =>
      importKeda([{ path: 'x.yaml', text: JSON.stringify(object) }], { namespace }),
  })),
];

for (const { name, read } of imports) {
  withCrds(
    test,
    `${name}: what is rendered is taken, and changes just what is listed`,
    async () => {
      const bed = await testbed();
      await addCrds(bed);
      await inNamespace(bed, async (namespace) => {
        const imported = read(namespace);
        const own = new Set(['WorkerPool', 'CapacityGroup', 'Namespace']);
        const rendered = objectsOf(imported, namespace).filter(
          ({ kind }) => !own.has(String(kind)),
        );
        assert.ok(rendered.length > 0);
        const before = imported.counterparts.map(({ object }) => withNamespace(object, namespace));
        const [is, was] = [await dryRun(rendered), await dryRun(before)];
        assert.equal([...is.refusals, ...is.warnings], []);
        assert.equal(was.refusals, []);
        for (const { object, differences } of compareImported(imported).pairs) {
          // What KEDA and the HPA's controller take for absent, the API server does not fill in.
          if (!object.startsWith('Deployment ')) continue;
          const counterpart = imported.counterparts.find(
            (one) => one.object.kind === 'Deployment' && object.endsWith(`/${nameOf(one.object)}`),
          );
          const old = was.live.find((one) => isDeployment(one, nameOf(counterpart?.object)));
          const now = is.live.find((one) => isDeployment(one, counterpart?.pool.name));
          assert.ok(old && now, object);
          assert.equal(
            differences.map(({ path }) => path.join(' ')).toSorted(),
            changedPaths(leaves(old, counterpart?.container), leaves(now, 'worker')),
            object,
          );
        }
      });

      async function dryRun(objects: readonly JsonObject[]) {
        const manifests = objects.map(
          (object, index) => ({ file: `${index}.yaml`, object }) as unknown as Manifest,
        );
        const options = { fieldManager: 'import', conflicts: 'take', run: 'dry' } as const;
        const applied = await applyObjects(bed.admin, manifests, options);
        return {
          live: applied.flatMap((one) =>
            one.result === 'refused' ? [] : [one.live as unknown as JsonObject],
          ),
          refusals: applied.flatMap((one) => (one.result === 'refused' ? [one.message] : [])),
          warnings: applied.flatMap(({ warnings }) => warnings),
        };
      }
    },
  );
}

function objectsOf({ policies }: Imported, namespace: string): readonly JsonObject[] {
  const [estate] = check(policies).estates;
  assert.is(estate?.environment.defaultNamespace, namespace);
  return estate === undefined ? [] : compile(estate, []).map(({ object }) => object);
}

function fixtures(system: string, files: readonly string[], namespace: string): readonly Source[] {
  return files.map((path) => ({
    path,
    text: readFileSync(join(root, 'fixtures', system, path), 'utf8').replaceAll(
      'namespace: gallery',
      `namespace: ${namespace}`,
    ),
  }));
}

function withNamespace({ metadata, ...object }: JsonObject, namespace: string): JsonObject {
  return { ...object, metadata: { ...(metadata as JsonObject), namespace } };
}

function nameOf(object: JsonObject | undefined): string | undefined {
  return isObject(object?.metadata) ? String(object.metadata.name) : undefined;
}

function isDeployment(object: JsonObject, name: string | undefined): boolean {
  return object.kind === 'Deployment' && nameOf(object) === name;
}

/** What only the API server writes. */
const servers =
  /^(status|metadata (uid|resourceVersion|generation|creationTimestamp|managedFields))( |$)/;

/** Every value of an object as the API server gives it, by its path; lists of named things by name. */
function leaves(object: unknown, main: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: readonly string[]): void => {
    const children = childrenOf(value, path.at(-1), main);
    for (const [key, one] of children ?? []) walk(one, [...path, key]);
    const text = path.join(' ');
    const isSaid = !servers.test(text) && !isUnsaid(path.at(-1), value);
    if (children === undefined && isSaid) found.set(text, JSON.stringify(value, withoutUnsaid));
  };
  walk(object, []);
  return found;
}

/** What means the same as nothing, and the API server keeps apart. */
const unsaid = new Map<string, unknown>([
  ['automountServiceAccountToken', true],
  ['serviceAccount', 'default'],
  ['serviceAccountName', 'default'],
  ['privileged', false],
  ['optional', false],
  ['operator', 'Equal'],
]);

function withoutUnsaid(key: string, value: unknown): unknown {
  return isUnsaid(key, value) ? undefined : value;
}

function isUnsaid(field: string | undefined, value: unknown): boolean {
  const isEmpty = isObject(value) && Object.keys(value).length === 0 && field !== 'emptyDir';
  return isEmpty || (field !== undefined && unsaid.get(field) === value && value !== undefined);
}

const named = new Map([
  ['containers', 'name'],
  ['initContainers', 'name'],
  ['volumes', 'name'],
  ['env', 'name'],
  ['volumeMounts', 'mountPath'],
]);

function childrenOf(
  value: unknown,
  list: string | undefined,
  main: string | undefined,
): readonly (readonly [string, unknown])[] | undefined {
  if (isObject(value)) {
    const entries = Object.entries(value);
    return entries.length === 0 ? undefined : entries;
  }
  const identity = named.get(list ?? '');
  if (!Array.isArray(value) || identity === undefined) return undefined;
  return value.map((item: Record<string, unknown>) => {
    const name = String(item[identity]);
    return [list === 'containers' && name === main ? 'worker' : name, item] as const;
  });
}

function changedPaths(
  was: ReadonlyMap<string, string>,
  is: ReadonlyMap<string, string>,
): readonly string[] {
  const paths = new Set([...was.keys(), ...is.keys()]);
  return [...paths].filter((path) => was.get(path) !== is.get(path)).toSorted();
}

test.run();
