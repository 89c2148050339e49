import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { editorSchema } from '../../../src/language/editor/editor-schema.prebuilt.ts';
import { fieldsOfMode, requiredOfMode } from '../../../src/language/pool/mode-fields.ts';
import { modes } from '../../../src/language/schema/scaling.ts';
import { editorErrors } from './editor-errors.ts';
import { schemas } from './kinds.ts';

const text = JSON.stringify(editorSchema);

test('nothing private is left in it, and its name is that of the project', () => {
  assert.not.match(text, /"x-|discriminator|"oneOf"/);
  assert.is(editorSchema.$id, 'https://roster.dev/schema/v1alpha1.json');
});

test('hover says what absence means', () => {
  assert.match(text, 'lowered only after the wish for fewer has lasted this long. Default: 2m."');
  assert.match(text, 'Length of the period, at most 30m."');
  assert.match(text, 'Number of pods. Without it: no limit."');
});

const pool = (spec: string) =>
  `{apiVersion: roster.dev/v1alpha1, kind: WorkerPool, metadata: {name: a}, spec: ${spec}}`;
const overrides = (list: string) =>
  `{apiVersion: roster.dev/v1alpha1, kind: Environment, metadata: {name: a}, spec: {overrides: ${list}}}`;
const hyperflow = (spec: string, kind = 'WorkerPool') =>
  `{apiVersion: hyperflow.agh.edu.pl/v1, kind: ${kind}, metadata: {name: a}, spec: ${spec}}`;
const hyperflowSpec =
  'taskType: a, image: b, rabbitHostname: c, redisUrl: d, prometheusUrl: e, initialResources: {requests: {cpu: "1", memory: 1}}';

const cases: readonly { name: string; document: string; errors: readonly string[] }[] = [
  {
    name: 'a fixed pool',
    document: pool('{worker: {image: a:1}, scaling: {mode: fixed, workers: 1}}'),
    errors: [],
  },
  {
    name: 'a fixed pool without workers',
    document: pool('{worker: {image: a:1}, scaling: {mode: fixed}}'),
    errors: ['/spec/scaling required workers'],
  },
  {
    name: 'a field of another mode',
    document: pool('{worker: {image: a:1}, scaling: {mode: fixed, workers: 1, max: 3}}'),
    errors: ['/spec/scaling additionalProperties max'],
  },
  {
    name: 'a mode that does not exist brings no other errors',
    document: pool('{worker: {image: a:1}, scaling: {mode: fixd, workers: 1}}'),
    errors: ['/spec/scaling/mode enum'],
  },
  {
    name: 'a pool without a mode',
    document: pool('{worker: {image: a:1}, scaling: {workers: 1, min: 0}}'),
    errors: ['/spec/scaling required mode'],
  },
  {
    name: 'a misspelt field of scaling',
    document: pool('{worker: {image: a:1}, scaling: {mode: fixed, workers: 1, cooldwn: 1m}}'),
    errors: ['/spec/scaling additionalProperties cooldwn'],
  },
  {
    name: 'a pool with a profile may leave out what the profile has',
    document: pool('{profile: p, scaling: {max: 3}}'),
    errors: [],
  },
  {
    name: 'a pool with a profile still may not misspell',
    document: pool('{profile: p, scalin: {}}'),
    errors: ['/spec additionalProperties scalin'],
  },
  {
    name: 'a pool with a profile and a mode has only its fields',
    document: pool('{profile: p, scaling: {mode: fixed, max: 3}}'),
    errors: ['/spec/scaling additionalProperties max'],
  },
  {
    name: 'a pool without a profile',
    document: pool('{}'),
    errors: ['/spec required scaling', '/spec required worker'],
  },
  {
    name: 'a wrong value deep inside',
    document: pool(
      '{worker: {image: a:1, ports: [{name: A, containerPort: 0}]}, scaling: {mode: fixed, workers: 1}}',
    ),
    errors: ['/spec/worker/ports/0/containerPort minimum', '/spec/worker/ports/0/name pattern'],
  },
  {
    name: 'a kind that does not exist brings no other errors',
    document: '{apiVersion: roster.dev/v1alpha1, kind: WorkerPol, metadata: {}, spec: 1}',
    errors: ['/kind enum'],
  },
  {
    name: 'a document without an apiVersion',
    document: '{kind: Profile, metadata: {name: a}, spec: {}}',
    errors: [' required apiVersion'],
  },
  {
    name: 'a document without a kind',
    document: '{apiVersion: roster.dev/v1alpha1}',
    errors: [' required kind'],
  },
  {
    name: 'a field of a pool in a group',
    document:
      '{apiVersion: roster.dev/v1alpha1, kind: CapacityGroup, metadata: {name: a}, spec: {quota: {cpu: 1}, scaling: {}}}',
    errors: ['/spec additionalProperties scaling'],
  },
  {
    name: 'a profile with a profile',
    document:
      '{apiVersion: roster.dev/v1alpha1, kind: Profile, metadata: {name: a}, spec: {profile: b}}',
    errors: ['/spec additionalProperties profile'],
  },
  {
    name: 'an override of a pool',
    document: overrides('[{kind: WorkerPool, spec: {scaling: {max: 3}}}]'),
    errors: [],
  },
  {
    name: 'an override of the profile',
    document: overrides('[{kind: WorkerPool, spec: {profile: p}}]'),
    errors: [],
  },
  {
    name: 'an override with the fields of another kind',
    document: overrides('[{kind: CapacityGroup, spec: {scaling: {max: 3}}}]'),
    errors: ['/spec/overrides/0/spec additionalProperties scaling'],
  },
  {
    name: 'an override of a kind that has none',
    document: overrides('[{kind: Profile, spec: {}}]'),
    errors: ['/spec/overrides/0/kind enum'],
  },
  {
    name: 'an override without a kind',
    document: overrides('[{spec: {}}]'),
    errors: ['/spec/overrides/0 required kind'],
  },
  { name: 'a pool of HyperFlow', document: hyperflow(`{${hyperflowSpec}}`), errors: [] },
  {
    name: 'a pool of HyperFlow with a field set to nothing',
    document: hyperflow(`{${hyperflowSpec}, maxReplicaCount: null, queue: }`),
    errors: [],
  },
  {
    name: 'a pool of HyperFlow with a field of ours',
    document: hyperflow(`{${hyperflowSpec}, scaling: {}}`),
    errors: ['/spec additionalProperties scaling'],
  },
  {
    name: 'a kind that HyperFlow does not have',
    document: hyperflow('{}', 'CapacityGroup'),
    errors: ['/kind const'],
  },
];

for (const { name, document, errors } of cases) {
  test(name, () => assert.equal(editorErrors(parse(document)), errors));
}

const examples = (field: string) =>
  schemas.WorkerPool.properties!.spec!.properties!.scaling!.properties![field]!;

for (const mode of modes) {
  test(`mode ${mode}: an editor asks for what the checker asks for, and takes what it takes`, () => {
    const all = Object.keys(schemas.WorkerPool.properties!.spec!.properties!.scaling!.properties!);
    const document = (fields: readonly string[]) => {
      const written = fields.map((field) => [
        field,
        examples(field).examples?.[0] ?? sample[field],
      ]);
      return parse(
        pool(
          JSON.stringify({
            worker: { image: 'a:1' },
            scaling: { mode, ...Object.fromEntries(written) },
          }),
        ),
      );
    };
    assert.equal(editorErrors(document(fieldsOfMode[mode])), []);
    assert.equal(
      editorErrors(document([])),
      requiredOfMode[mode].map((field) => `/spec/scaling required ${field}`).toSorted(),
    );
    const others = all.filter((field) => field !== 'mode' && !fieldsOfMode[mode].includes(field));
    assert.equal(
      editorErrors(document([...requiredOfMode[mode], ...others])),
      others.map((field) => `/spec/scaling additionalProperties ${field}`).toSorted(),
    );
  });
}

const sample: Readonly<Record<string, unknown>> = {
  signal: { rabbitmq: { queue: 'a' } },
  cpu: { averageUtilization: 70 },
  memory: { averageValue: '400Mi' },
  rates: { up: { workers: 1, per: '1m' } },
  onSignalLoss: { holdFor: '10m' },
  idleness: { annotation: 'example.org/state' },
};

test('what an editor offers in an empty document is a good policy', () => {
  for (const { body, label } of editorSchema.defaultSnippets as {
    body: unknown;
    label: string;
  }[]) {
    const filled = JSON.stringify(body)
      .replaceAll(/"\$\{\d:(\d+)\}"/g, '$1')
      .replaceAll(/\$\{\d:([^}]*)\}/g, '$1');
    assert.equal(editorErrors(JSON.parse(filled.replace('"cpu":8', '"cpu":"8"'))), [], label);
  }
});

test.run();
