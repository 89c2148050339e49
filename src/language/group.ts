import type { CapacityGroup } from '../model/capacity-group.ts';
import type { JsonObject } from '../model/json.ts';
import type { Quantity } from '../model/quantity.ts';
import type { Identity } from '../model/worker-pool.ts';
import { quantitiesAsText } from './crd/quantities-as-text.ts';
import { type Context, complain } from './place.ts';
import type { WrittenGroup } from './schema/capacity-group.ts';
import { isDomainName, isExtendedResource } from './values/names.ts';
import { readQuantity } from './values/values.ts';

/** Reads a CapacityGroup whose merged spec has passed its schema. */
export function readGroup(
  context: Context,
  identity: Identity,
  written: WrittenGroup,
): CapacityGroup {
  const { priorityClass = {} } = written;
  const { document, layers } = context;
  // a namespace holds no dot, so no two groups ever come to the same name
  const className = priorityClass.name ?? `${identity.namespace}.${identity.name}`;
  if (className.startsWith('system-')) {
    reportSystemName(context, className, priorityClass.name === undefined ? identity : undefined);
  }
  if (className.length > longestClass) reportLongName(context, className);
  return {
    kind: 'CapacityGroup',
    ...identity,
    quota: readQuota(context, written.quota),
    priorityClass: {
      name: className,
      value: priorityClass.value ?? 0,
      preemption: priorityClass.preemption ?? 'Never',
    },
    ...(written.priorityLevels !== undefined && { priorityLevels: written.priorityLevels }),
    written: quantitiesAsText('CapacityGroup', written as unknown as JsonObject),
    provenance: {
      document,
      layers,
      derived:
        priorityClass.name === undefined
          ? { 'priorityClass.name': { from: 'derived', rule: 'group-priority-class', inputs: [] } }
          : {},
    },
  };
}

function readQuota(
  context: Context,
  written: WrittenGroup['quota'],
): ReadonlyMap<string, Quantity> {
  const { cpu, memory, pods, limits = {}, extended = {} } = written;
  const entries: readonly (readonly [
    name: string,
    path: readonly string[],
    value: string | number | undefined,
  ])[] = [
    ['requests.cpu', ['cpu'], cpu],
    ['requests.memory', ['memory'], memory],
    ['pods', ['pods'], pods],
    ['limits.cpu', ['limits', 'cpu'], limits.cpu],
    ['limits.memory', ['limits', 'memory'], limits.memory],
    ...Object.entries(extended).map(
      ([name, value]) => [`requests.${name}`, ['extended', name], value] as const,
    ),
  ];
  const quota = new Map<string, Quantity>();
  for (const [name, path, value] of entries) {
    if (value !== undefined) quota.set(name, readQuantity(context, ['quota', ...path], value));
  }
  for (const name of Object.keys(extended)) reportExtended(context, name);
  if (quota.size === 0) {
    complain(
      context,
      'wrong-value',
      ['quota'],
      (field) => `${field} must hold at least one amount, got none`,
      { help: 'for example `quota: {cpu: "21", memory: 60Gi}`' },
    );
  }
  return quota;
}

/** The class is a file of its own in dist/, and its name, `priorityclass.` and `.yaml` included, may have 200 characters. */
const longestClass = 200 - 'priorityclass.'.length - '.yaml'.length;

function reportLongName(context: Context, name: string): void {
  complain(
    context,
    'name-too-long',
    ['priorityClass', 'name'],
    (field) =>
      `${field} must be at most ${longestClass} characters, since its file is named after it, got ${name.length}`,
    { help: 'shorten the name' },
  );
}

/** `derivedFrom` is the group where the policy gives the class no name of its own. */
function reportSystemName(context: Context, name: string, derivedFrom?: Identity): void {
  const because = 'start with system-, which Kubernetes keeps to itself';
  complain(
    context,
    'invalid-name',
    ['priorityClass', 'name'],
    (field) =>
      derivedFrom === undefined
        ? `${field} must not ${because}, got "${name}"`
        : `${field} must be given in namespace ${derivedFrom.namespace}: its default, "${name}", would ${because}`,
    { help: derivedFrom && `for instance \`priorityClass: {name: ${derivedFrom.name}}\`` },
  );
}

/** The quota counts the pods of one PriorityClass, and of those Kubernetes counts cpu, memory and devices only. */
function reportExtended(context: Context, name: string): void {
  if (isExtendedResource(name)) return;
  complain(
    context,
    'wrong-value',
    ['quota', 'extended', name],
    (field) => `${field} must be a resource with a domain, like nvidia.com/gpu`,
    { at: 'key', help: helpFor(name) },
  );
}

function helpFor(name: string): string | undefined {
  const bare = name.replace(/^requests\./, '');
  if (name.startsWith('limits.')) return 'what has its own limit stands in `spec.quota.limits`';
  if (['cpu', 'memory', 'pods'].includes(bare)) return `write \`spec.quota.${bare}\``;
  if (bare === 'ephemeral-storage' || bare.startsWith('hugepages-'))
    return `Kubernetes has no quota for ${bare} that counts the pods of one PriorityClass only`;
  return isDomainName(bare) ? `did you mean \`${bare}\`? Requests are what is counted` : undefined;
}
