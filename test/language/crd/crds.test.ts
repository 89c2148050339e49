import { CustomResourceDefinition } from 'kubernetes-models/apiextensions.k8s.io/v1';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crds } from '../../../src/language/crd/crds.prebuilt.ts';
import { isObject } from '../../../src/model/json.ts';
import { matchesGolden } from '../../golden.ts';
import { openApiSchema } from './open-api-schema.ts';
import { structuralProblems } from './structural-problems.ts';

const names = [
  'capacitygroups.roster.dev',
  'clustertemplates.roster.dev',
  'jobtemplates.roster.dev',
  'workerclusters.roster.dev',
  'workerpools.roster.dev',
];

test('there is a definition for each kind that the runtime reads', () => {
  assert.equal(
    crds.map(({ metadata }) => isObject(metadata) && metadata.name),
    names,
  );
});

for (const name of names) {
  test(`${name}: the schema is structural`, () => {
    assert.equal(structuralProblems(openApiSchema(name)), []);
  });

  test(`${name}: Kubernetes would take the object`, () => {
    const crd = crds.find(({ metadata }) => isObject(metadata) && metadata.name === name);
    new CustomResourceDefinition(
      crd as ConstructorParameters<typeof CustomResourceDefinition>[0],
    ).validate();
  });

  test(`${name}: kubectl apply can keep it in an annotation`, () => {
    assert.ok(JSON.stringify(openApiSchema(name)).length < 200_000);
  });

  test(`${name}: every field is described`, () => {
    assert.equal(undescribed(openApiSchema(name), '$'), []);
  });
}

test('the definitions are the expected ones', () => {
  matchesGolden(
    'crd',
    new Map(
      names.map((name, index) => [
        `${name}.json`,
        `${JSON.stringify(crds[index], undefined, 2)}\n`,
      ]),
    ),
  );
});

const broken: Readonly<Record<string, [schema: object, problem: string]>> = {
  'a node without a type': [{ properties: { spec: {} } }, '$.spec: there is no type'],
  'a union of types': [
    { properties: { spec: { type: ['string', 'number'] } } },
    '$.spec: ["string","number"] is no type',
  ],
  'a map that is closed': [
    { properties: { spec: { type: 'object', additionalProperties: false } } },
    '$.spec: additionalProperties must not be false',
  ],
  'a private keyword': [
    { properties: { spec: { type: 'string', 'x-format': 'name' } } },
    '$.spec: x-format is not allowed',
  ],
  'a pattern that looks ahead': [
    { properties: { spec: { type: 'string', pattern: '^(?!a)' } } },
    '$.spec: the pattern ^(?!a) is not one for RE2',
  ],
  'a label that is restricted': [
    { properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } } } },
    'metadata must not restrict labels',
  ],
};
for (const [name, [schema, problem]] of Object.entries(broken)) {
  test(`${name} is not structural`, () => {
    assert.equal(structuralProblems({ type: 'object', ...schema }), [problem]);
  });
}

type Node = Readonly<Record<string, unknown>>;

/** Values of maps and items of lists are described by what holds them. */
function undescribed(node: Node, at: string): readonly string[] {
  const { properties, additionalProperties, items } = node as Readonly<Record<string, Node>>;
  const named = Object.entries(properties ?? {}) as [string, Node][];
  return [
    ...named.flatMap(([name, child]) => [
      ...(child.description || `${at}.${name}` === '$.metadata' ? [] : [`${at}.${name}`]),
      ...undescribed(child, `${at}.${name}`),
    ]),
    ...[additionalProperties, items].flatMap((child) =>
      isObject(child) ? undescribed(child, `${at}.*`) : [],
    ),
  ];
}

test.run();
