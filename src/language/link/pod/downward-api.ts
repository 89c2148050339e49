import type { EnvVar } from '../../../model/container.ts';
import { isObject } from '../../../model/json.ts';
import type { Pod } from '../../../model/pod.ts';
import { parseQuantity } from '../../../model/quantity.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { nearest } from '../../suggest/suggest.ts';
import { isLabelKey } from '../../values/names.ts';
import { mainContainer } from './pod-policy.ts';
import { itemsOf } from './template-items.ts';

type ValueFrom = NonNullable<EnvVar['valueFrom']>;

const fieldPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** Checks a field of the pod that a variable takes its value from. */
export function reportFieldRef(
  context: Context,
  path: Path,
  { fieldPath, apiVersion = 'v1' }: NonNullable<ValueFrom['fieldRef']>,
): void {
  if (apiVersion !== 'v1') {
    complain(
      context,
      'wrong-value',
      [...path, 'apiVersion'],
      (field) => `${field} must be \`v1\`, got ${JSON.stringify(apiVersion)}`,
    );
  }
  if (fieldPaths.includes(fieldPath) || isMetadataKey(fieldPath)) return;
  const near = nearest(fieldPath, fieldPaths);
  complain(
    context,
    'wrong-value',
    [...path, 'fieldPath'],
    (field) =>
      `${field} must be a field of the pod that variables can have, got ${JSON.stringify(fieldPath)}`,
    {
      help: near
        ? `did you mean \`${near}\`?`
        : `these are ${fieldPaths.join(', ')}, metadata.labels['…'] and metadata.annotations['…']`,
    },
  );
}

function isMetadataKey(fieldPath: string): boolean {
  const [, of, key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(fieldPath) ?? [];
  return of !== undefined && isLabelKey(of === 'annotations' ? key.toLowerCase() : key);
}

const resources = ['cpu', 'memory', 'ephemeral-storage'].flatMap((name) => [
  `requests.${name}`,
  `limits.${name}`,
]);

/** Checks a request or limit that a variable takes its value from. */
export function reportResourceRef(
  context: Context,
  path: Path,
  { resource, containerName, divisor }: NonNullable<ValueFrom['resourceFieldRef']>,
  pod: Pod,
): void {
  if (!resources.includes(resource) && !/^(requests|limits)\.hugepages-./.test(resource)) {
    const near = nearest(resource, resources);
    complain(
      context,
      'wrong-value',
      [...path, 'resource'],
      (field) =>
        `${field} must be a request or limit of cpu, memory, ephemeral-storage or huge pages, got ${JSON.stringify(resource)}`,
      { help: near ? `did you mean \`${near}\`?` : 'it is written like limits.cpu' },
    );
  }
  reportContainer(context, [...path, 'containerName'], containerName, pod);
  if (divisor !== undefined) reportDivisor(context, [...path, 'divisor'], resource, divisor);
}

function reportContainer(
  context: Context,
  path: Path,
  name: string | undefined,
  { initContainers, sidecars, podTemplate }: Pod,
): void {
  const spec = isObject(podTemplate?.spec) ? podTemplate.spec : {};
  const others = [...itemsOf(spec, 'containers'), ...itemsOf(spec, 'initContainers')];
  const names = [
    mainContainer(context),
    ...[...initContainers, ...sidecars].map((one) => one.name),
    ...others.map(({ item }) => item.name),
  ];
  if (name === undefined || names.includes(name)) return;
  complain(
    context,
    'unknown-reference',
    path,
    (field) =>
      `${field} must be \`${mainContainer(context)}\` or another container of the pod, got "${name}"`,
    { help: 'remove it: the container that has the variable is meant then' },
  );
}

const units: ReadonlySet<bigint | undefined> = new Set(
  ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'].map(
    (unit) => parseQuantity(unit)?.nano,
  ),
);

function reportDivisor(
  context: Context,
  path: Path,
  resource: string,
  divisor: string | number,
): void {
  const nano = parseQuantity(divisor)?.nano;
  const isCpu = resource.endsWith('.cpu');
  // Kubernetes takes 0 for the default
  if (nano === 0n || (isCpu ? isCpuUnit(nano) : units.has(nano))) return;
  complain(
    context,
    'wrong-value',
    path,
    (field) =>
      `${field} must be ${isCpu ? '1 or 1m' : '1, or one of a unit like 1k, 1Mi or 1Gi'}, got ${JSON.stringify(divisor)}`,
  );
}

function isCpuUnit(nano: bigint | undefined): boolean {
  return nano === 1_000_000_000n || nano === 1_000_000n;
}
