import { isObject } from '../../../model/json.ts';
import type { Pod } from '../../../model/pod.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain, fieldName } from '../../place.ts';
import { nearest } from '../../suggest/suggest.ts';
import { reportAnnotations, reportLabels } from '../../values/labels.ts';
import { isDnsLabel } from '../../values/names.ts';
import type { PodPolicy } from './pod-policy.ts';

type Part = Readonly<Record<string, unknown>>;

const base: Path = ['worker', 'podTemplate'];
const parts = ['metadata', 'spec'];

/** What people write into a pod that belongs into the Deployment around it. */
const ofDeployment: ReadonlySet<string> = new Set([
  'replicas',
  'selector',
  'strategy',
  'template',
  'paused',
  'minReadySeconds',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
]);

/** Checks a podTemplate as far as merging it and starting a pod from it depend on its shape. */
export function reportShape(
  context: Context,
  podTemplate: NonNullable<Pod['podTemplate']>,
  policy: PodPolicy,
  lists: ReadonlyMap<string, string>,
): void {
  for (const [name, value] of Object.entries(podTemplate)) {
    if (!parts.includes(name)) reportUnknown(context, name);
    else if (!isObject(value)) sayKind(context, [...base, name], 'a map', value);
  }
  const { metadata, spec } = podTemplate;
  if (isObject(metadata)) reportMetadata(context, metadata);
  if (!isObject(spec)) return;
  reportSpec(context, spec, policy);
  const names = new Map(lists);
  reportNamed(context, spec, 'containers', names);
  reportNamed(context, spec, 'initContainers', names);
  reportNamed(context, spec, 'volumes', new Map());
}

function reportUnknown(context: Context, name: string): void {
  const near = nearest(name, parts);
  complain(context, 'unknown-field', [...base, name], (field) => `there is no field ${field}`, {
    at: 'key',
    help: near ? `did you mean \`${near}\`?` : 'a podTemplate has `metadata` and `spec`',
  });
}

function reportMetadata(context: Context, metadata: Part): void {
  for (const [name, report] of [
    ['labels', reportLabels],
    ['annotations', reportAnnotations],
  ] as const) {
    const path = [...base, 'metadata', name];
    // `null` takes a value away, here and below
    const values = metadata[name] ?? {};
    if (isObject(values)) report(context, path, textsOf(context, path, values));
    else sayKind(context, path, 'a map', values);
  }
}

function textsOf(context: Context, path: Path, values: Part): Readonly<Record<string, string>> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'string') texts.set(key, value);
    else if (value !== null) sayKind(context, [...path, key], 'a text', value);
  }
  return Object.fromEntries(texts);
}

function reportSpec(context: Context, spec: Part, policy: PodPolicy): void {
  const path = [...base, 'spec'];
  for (const name of Object.keys(spec).filter((one) => ofDeployment.has(one))) {
    complain(
      context,
      'unknown-field',
      [...path, name],
      (field) => `there is no field ${field}: it belongs to a Deployment, not to a pod`,
      { at: 'key', help: helpFor(context, name, policy) },
    );
  }
  reportRestart(context, spec, policy);
}

function helpFor(context: Context, name: string, { kind }: PodPolicy): string {
  return kind === 'WorkerPool' && name === 'replicas'
    ? 'use `spec.scaling`'
    : `use \`${fieldName(context, ['worker'])}\``;
}

function reportRestart(
  context: Context,
  { restartPolicy: found = null }: Part,
  policy: PodPolicy,
): void {
  const restartPolicy = policy.restartPolicy ?? 'Always';
  if (found === null || found === restartPolicy) return;
  complain(
    context,
    'wrong-value',
    [...base, 'spec', 'restartPolicy'],
    (field) =>
      `${field} must be \`${restartPolicy}\` in a ${restartPolicy === 'Always' ? 'Deployment' : 'Job'}, got ${JSON.stringify(found)}`,
    { help: 'remove it' },
  );
}

/** Checks a list that is merged by name; `taken` holds the names there are, and the list of each. */
function reportNamed(context: Context, spec: Part, list: string, taken: Map<string, string>): void {
  const path = [...base, 'spec', list];
  const items = spec[list];
  if (items === undefined) return;
  if (!Array.isArray(items)) {
    sayKind(context, path, 'a list', items);
    return;
  }
  const here = new Set<string>();
  for (const [index, item] of (items as readonly unknown[]).entries()) {
    const name = readName(context, [...path, index], item);
    if (name === undefined) continue;
    if (here.has(name) || (taken.get(name) ?? list) !== list)
      sayTaken(context, [...path, index, 'name'], name);
    here.add(name);
    taken.set(name, list);
  }
}

function readName(context: Context, path: Path, item: unknown): string | undefined {
  if (!isObject(item)) {
    sayKind(context, path, 'a map with a `name`', item);
    return undefined;
  }
  const { name } = item;
  if (name === undefined) {
    complain(context, 'missing-field', [...path, 'name'], (field) => `${field} is required`, {
      at: 'key',
      help: 'lists of a podTemplate are merged by name',
    });
    return undefined;
  }
  if (typeof name === 'string' && isDnsLabel(name)) return name;
  complain(
    context,
    'invalid-name',
    [...path, 'name'],
    (field) => `${field} must be a Kubernetes name, got ${JSON.stringify(name)}`,
    {
      help: 'lower-case letters, digits and -, starting and ending with a letter or digit, at most 63 characters',
    },
  );
  return undefined;
}

function sayTaken(context: Context, path: Path, name: string): void {
  complain(
    context,
    'conflicting-fields',
    path,
    (field) => `${field} must be unique in the pod, \`${name}\` stands there twice`,
  );
}

function sayKind(context: Context, path: Path, kind: string, found: unknown): void {
  const got = Array.isArray(found) ? 'a list' : isObject(found) ? 'a map' : JSON.stringify(found);
  complain(context, 'wrong-value', path, (field) => `${field} must be ${kind}, got ${got}`);
}
