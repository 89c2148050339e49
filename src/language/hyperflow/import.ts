import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose, hasErrors, sortDiagnostics } from '../../diagnostics/report.ts';
import { isObject, type Json } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import type { Source } from '../../model/source.ts';
import { type Item, isKind, readItems } from '../import/read-items.ts';
import { strayNote } from '../import/stray.ts';
import { compareModels, isModels } from './import-models.ts';
import { importedPools } from './import-pools.ts';
import { readQuota } from './import-quota.ts';
import { type Resource, readValues } from './import-values.ts';
import { writePolicies } from './import-write.ts';

/** Policies in Roster's language, by the path below the policy folder, and what they do not say. */
export interface Imported {
  readonly policies: readonly { readonly path: string; readonly text: string }[];
  /** What was changed, left out, or is for a person to do. */
  readonly notes: readonly string[];
  /** With an error there are no policies. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns what a HyperFlow user has into policies: WorkerPool and ResourceQuota resources, `hyperflow-run` values (several
 * overlay in the order given) and `executionModels`. `namespace` is that of resources which name none.
 */
export function importHyperflow(
  sources: readonly Source[],
  { namespace }: { readonly namespace?: string } = {},
): Imported {
  const read = sources.map(readItems);
  const items = read.flatMap((one) => one.items);
  const sorted = sortItems(items);
  const values = readValues(sorted.values, namespace);
  const quotas = [...sorted.quotas.map(toResource), ...values.quotas].map((quota) =>
    readQuota(quota, namespace),
  );
  const pools = importedPools([...sorted.pools.map(toResource), ...values.pools], namespace);
  const groups = quotas.flatMap(({ group }) => (group ? [group] : []));
  const found = [...read, values, ...quotas, pools].flatMap((one) => one.diagnostics);
  const isEmpty = pools.pools.length + groups.length + found.length === 0;
  const diagnostics = sortDiagnostics([
    ...found,
    ...repeated(groups),
    ...(isEmpty ? [nothing] : []),
  ]);
  if (hasErrors(diagnostics)) return { policies: [], notes: [], diagnostics };
  const written = writePolicies(
    pools.pools.toSorted((a, b) => byIdentity(a.pool, b.pool)),
    groups.toSorted(byIdentity),
    namespace,
  );
  const notes = [
    ...pools.notes,
    ...[values, ...quotas].flatMap((one) => one.notes),
    ...written.notes,
    ...compareModels(
      sorted.models,
      pools.pools.map(({ pool }) => pool),
    ),
    ...sorted.others.map(strayNote),
  ];
  return { policies: written.policies, notes: [...new Set(notes)], diagnostics };
}

const nothing = diagnose(
  'no-policies',
  'there must be a WorkerPool, a ResourceQuota or chart values to import, got none',
);

type Sorted = Record<'pools' | 'quotas' | 'values' | 'models' | 'others', Item[]>;

function sortItems(items: readonly Item[]): Sorted {
  const sorted: Sorted = { pools: [], quotas: [], values: [], models: [], others: [] };
  for (const item of items) sorted[kindOf(item.value)].push(item);
  return sorted;
}

function kindOf(value: Json): keyof Sorted {
  if (isKind(value, 'hyperflow.agh.edu.pl', 'WorkerPool')) return 'pools';
  if (isKind(value, '', 'ResourceQuota')) return 'quotas';
  if (isModels(value)) return 'models';
  return isObject(value) && 'workerPools' in value && value.kind === undefined
    ? 'values'
    : 'others';
}

/** Which Secret or group comes first must not depend on the order of the files. */
function byIdentity(a: Identified, b: Identified): number {
  return compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.name, b.name);
}

interface Identified {
  readonly name: string;
  readonly namespace?: string;
}

function toResource({ document, value, place }: Item): Resource {
  return { value, place, file: document.source.path, isOfChart: false };
}

function repeated(
  groups: readonly { readonly name: string; readonly namespace?: string; readonly file: string }[],
): readonly Diagnostic[] {
  const seen = new Map<string, string>();
  return groups.flatMap(({ name, namespace = '', file }) => {
    const key = `${namespace}/${name}`;
    const first = seen.get(key);
    seen.set(key, first ?? file);
    if (first === undefined) return [];
    const message = `a quota must be given once, and \`${name}\` is in ${first} and in ${file}`;
    return [diagnose('duplicate-policy', message, { source: { path: file, text: '' } })];
  });
}
