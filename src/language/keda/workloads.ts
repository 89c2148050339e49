import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { partOf } from '../import/part.ts';
import { type Item, isKind } from '../import/read-items.ts';
import { strayNote } from '../import/stray.ts';
import { show } from '../validation/validate.ts';
import { isSubdomain } from '../values/names.ts';

/** A Kubernetes object of an input file. */
export interface Resource {
  readonly object: JsonObject;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly file: string;
  readonly line: number;
}

const kinds = [
  { group: 'apps', kind: 'Deployment', name: 'deployments' },
  { group: 'keda.sh', kind: 'ScaledObject', name: 'scaledObjects' },
  { group: 'keda.sh', kind: 'ScaledJob', name: 'scaledJobs' },
  { group: 'keda.sh', kind: 'TriggerAuthentication', name: 'authentications' },
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler', name: 'autoscalers' },
  { group: 'policy', kind: 'PodDisruptionBudget', name: 'budgets' },
  { group: '', kind: 'ServiceAccount', name: 'accounts' },
] as const;

/** The objects of an import by kind; of other kinds only what a person is told of them. */
export interface Workloads extends Record<(typeof kinds)[number]['name'], Resource[]> {
  readonly others: string[];
  readonly diagnostics: Diagnostic[];
}

/** Sorts the objects of all files by kind, and reports those without a good name and those given twice. */
export function sortWorkloads(items: readonly Item[], namespace: string | undefined): Workloads {
  const sorted: Workloads = {
    deployments: [],
    scaledObjects: [],
    scaledJobs: [],
    authentications: [],
    autoscalers: [],
    budgets: [],
    accounts: [],
    others: [],
    diagnostics: [],
  };
  const seen = new Map<string, string>();
  for (const item of items) {
    const found = kinds.find(({ group, kind }) => isKind(item.value, group, kind));
    if (found === undefined) sorted.others.push(strayNote(item));
    else add(item, found.name, namespace, sorted, seen);
  }
  return sorted;
}

function add(
  { value, place, document: { source, line } }: Item,
  kind: (typeof kinds)[number]['name'],
  namespace: string | undefined,
  sorted: Workloads,
  seen: Map<string, string>,
): void {
  const { name, namespace: own = null } = partOf(value, 'metadata');
  const wrong = [
    { field: 'name', text: name ?? null },
    ...(own === null ? [] : [{ field: 'namespace', text: own }]),
  ].find(({ text }) => typeof text !== 'string' || !isSubdomain(text));
  if (wrong !== undefined) {
    const message = `\`metadata.${wrong.field}\` must be a Kubernetes name, got ${show(wrong.text)}`;
    sorted.diagnostics.push(
      diagnose('invalid-name', message, place(['metadata', wrong.field], 'value')),
    );
    return;
  }
  const where = typeof own === 'string' ? own : namespace;
  const id = `${kind} ${where ?? ''}/${String(name)}`;
  const first = seen.get(id);
  if (first !== undefined) {
    const message = `an object must be given once, and the ${kindOf(value)} \`${String(name)}\` is in ${first} already`;
    sorted.diagnostics.push(
      diagnose('duplicate-policy', message, place(['metadata', 'name'], 'value')),
    );
    return;
  }
  seen.set(id, source.path);
  sorted[kind].push({
    object: value as JsonObject,
    name: String(name),
    namespace: where,
    file: source.path,
    line,
  });
}

function kindOf(value: Json): string {
  return isObject(value) ? String(value.kind) : '';
}

/** The name of the Deployment that an autoscaler moves; `undefined` for another kind of workload. */
export function targetOf({ object }: Resource): string | undefined {
  const { kind = 'Deployment', name } = partOf(partOf(object, 'spec'), 'scaleTargetRef');
  return kind === 'Deployment' && typeof name === 'string' ? name : undefined;
}
