import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Quantity } from '../../model/quantity.ts';
import { partOf } from '../import/part.ts';
import { show } from '../validation/validate.ts';
import { readHard } from './import-hard.ts';
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
  const metadata = partOf(value, 'metadata');
  const { name } = metadata;
  const own = metadata.namespace ?? namespace;
  const spec = partOf(value, 'spec');
  const scope = readScope(spec, String(name));
  const wrong = [
    { path: ['metadata', 'name'], text: name ?? null, fits: isName },
    { path: ['metadata', 'namespace'], text: own, fits: isName },
    { path: ['spec', 'scopeSelector'], text: scope.name, fits: isClassName },
  ].find(({ text, fits }) => text !== undefined && !fits(text));
  if (wrong !== undefined) {
    const subject = wrong.path[0] === 'spec' ? 'its PriorityClass' : `\`${wrong.path.join('.')}\``;
    const message = `${subject} must be a Kubernetes name, got ${show(wrong.text)}`;
    const at = place(wrong.path, 'value');
    return { notes: [], diagnostics: [diagnose('invalid-name', message, at)] };
  }
  const { amounts, quota, others, diagnostics } = readHard(partOf(spec, 'hard'), place);
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

function isClassName(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(value);
}
