import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { quantitiesAsText } from '../../../src/language/crd/quantities-as-text.ts';
import type { JsonSchema } from '../../../src/language/schema/json-schema.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { schemas } from '../schema/kinds.ts';
import { type Bound, boundsOf, filled, valueWith } from './at-bounds.ts';
import { errorsOf } from './checker-verdict.ts';
import { type ResourceKind, resourceKinds, type Written } from './documents.ts';
import { asJsonSchema, openApiSchema } from './open-api-schema.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
const kinds = resourceKinds.map((kind) => {
  const resource = asJsonSchema(openApiSchema(`${kind.toLowerCase()}s.roster.dev`)) as JsonSchema;
  const { spec: policySpec = {} } = schemas[kind].properties ?? {};
  const { spec: resourceSpec = {} } = resource.properties ?? {};
  return { kind, policySpec, resourceSpec, takes: ajv.compile(resourceSpec) };
});

/** Bounds of a resource that `roster check` has as part of another rule, and what is longest there. */
const within: readonly (readonly [path: RegExp, longest: string])[] = [
  [/\.(labels|selector|nodeSelector|namespaceLabels|podLabels)\.\*$/, 'a'.repeat(63)],
  [/\.tolerations\[\]\.value$/, 'a'.repeat(63)],
  [/\.(key|topologyKey)$/, `${`${'a'.repeat(63)}.`.repeat(4).slice(0, 253)}/${'a'.repeat(63)}`],
  [/\.(cidr|except\[\])$/, '2001:0db8:1111:2222:3333:4444:5555:6666/128'],
  [/^\.priorityClass\.name$/, 'a'.repeat(181)],
  [/\.(preStop|probes\.\w+)\.(httpGet|tcpSocket)\.port$/, 'a23456789012345'],
];

for (const { kind, policySpec, resourceSpec, takes } of kinds) {
  const known = new Set(boundsOf(policySpec).map(spelled));
  const all = boundsOf(resourceSpec);

  test(`${kind}: roster check knows every bound of the resource`, () => {
    const unknown = all.filter(
      (bound) => !known.has(spelled(bound)) && !within.some(([path]) => path.test(bound.path)),
    );
    assert.equal(unknown.map(spelled), []);
    assert.ok(all.length > 2);
  });

  test(`${kind}: what is at a bound is taken by both, what is one above by neither`, () => {
    for (const bound of all.filter((one) => known.has(spelled(one)))) {
      const { path, keyword, most } = bound;
      const specWith = (much: number) =>
        valueWith(policySpec, path, (schema) => filled(schema, keyword, much)) as JsonObject;
      const [at, above] = [specWith(most), specWith(most + 1)];
      assert.ok(
        takes(quantitiesAsText(kind, at)),
        `${spelled(bound)}: ${ajv.errorsText(takes.errors)}`,
      );
      assert.not.ok(takes(quantitiesAsText(kind, above)), spelled(bound));
      const isAboutBound = (error: string): boolean =>
        error.includes(`\`spec${concrete(path)}\` must be`) && error.includes(`at most ${most}`);
      assert.equal(errorsOf(written(kind, at)).filter(isAboutBound), [], spelled(bound));
      assert.is(errorsOf(written(kind, above)).filter(isAboutBound).length, 1, spelled(bound));
    }
  });

  test(`${kind}: a bound that is part of another rule refuses nothing more than that rule`, () => {
    for (const { path, keyword, most } of all.filter((one) => !known.has(spelled(one)))) {
      const longest = within.find(([of]) => of.test(path))?.[1] ?? '';
      assert.is(longest.length, most, `${path}: ${keyword}`);
      const said = [longest, `${longest}0`].map((value) => {
        const spec = withNeighbours(valueWith(policySpec, path, () => value) as JsonObject);
        return errorsOf(written(kind, spec)).filter((one) => one.includes(`spec${concrete(path)}`));
      });
      assert.equal(
        said.map((errors) => errors.length),
        [path.endsWith('.port') ? 1 : 0, 1],
        `${path}: ${said}`,
      );
    }
  });
}

/** The place that a value has which was made for a path. */
function concrete(path: string): string {
  return path.replaceAll('[]', '[0]').replaceAll('.*', '.key');
}

/** With what the values in question need beside them, so that there is nothing to say of it. */
function withNeighbours(spec: JsonObject): JsonObject {
  const text = JSON.stringify(spec).replace('"except":', '"cidr":"::/0","except":');
  const whole = JSON.parse(text) as JsonObject;
  return whole.scaling === undefined ? whole : { ...whole, scaling: { mode: 'fixed', workers: 1 } };
}

function written(kind: ResourceKind, spec: JsonObject): Written {
  const apiVersion = 'roster.dev/v1alpha1';
  return { name: kind, kind, document: { apiVersion, kind, metadata: { name: 'bounds' }, spec } };
}

function spelled({ path, keyword, most }: Bound): string {
  return `spec${path}: ${keyword} ${most}`;
}

test.run();
