import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Quantity } from '../../model/quantity.ts';
import { show } from '../validate.ts';
import { readHard } from './import-hard.ts';
import { partOf } from './import-part.ts';
import { readScope } from './import-scope.ts';
import type { Resource } from './import-values.ts';
import { priorityClass } from './template.ts';

/** A ResourceQuota in the words of a CapacityGroup. */
export interface ImportedGroup {
  readonly name: string;
  readonly namespace?: string;
  readonly quota: JsonObject;
  /** The quota's amounts by the resource names of Kubernetes. */
  readonly hard: ReadonlyMap<string, Quantity>;
  readonly priorityClass: string;
  /** Whether the operator's pods are what it is there for. */
  readonly isForPools: boolean;
  readonly file: string;
}

interface Read {
  readonly group?: ImportedGroup;
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a ResourceQuota; what a CapacityGroup cannot say is noted. */
export function readQuota(resource: Resource, namespace: string | undefined): Read {
  const { value, place, file, isOfChart } = resource;
  const { name, namespace: own = namespace } = partOf(value, 'metadata');
  const field = [['name', name ?? null] as const, ['namespace', own] as const].find(
    ([, text]) => text !== undefined && !isName(text),
  );
  if (field !== undefined) {
    const message = `\`metadata.${field[0]}\` must be a Kubernetes name, got ${show(field[1])}`;
    const at = place(['metadata', field[0]], 'value');
    return { notes: [], diagnostics: [diagnose('invalid-name', message, at)] };
  }
  const spec = partOf(value, 'spec');
  const { amounts, quota, others, diagnostics } = readHard(partOf(spec, 'hard'), place);
  const scope = readScope(spec, String(name));
  const left = others.map(
    (other) =>
      `quota \`${name}\`: \`${other}\` has no counterpart in a CapacityGroup and is left out`,
  );
  if (amounts.size === 0) {
    const note = `quota \`${name}\` limits nothing that a CapacityGroup counts and is left out`;
    return { notes: [...left, note], diagnostics };
  }
  const group = {
    name: String(name),
    ...(typeof own === 'string' && { namespace: own }),
    quota,
    hard: amounts,
    priorityClass: scope.name,
    isForPools: isOfChart || scope.name === priorityClass,
    file,
  };
  return { group, notes: [...left, ...scope.notes], diagnostics };
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(value);
}
