import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { positionAt } from '../../diagnostics/position.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { isObject, type Json } from '../../model/json.ts';
import type { Resource } from './import-values.ts';
import type { HyperflowPool } from './pool.ts';
import { readPool } from './read-pool.ts';

/** A pool of the operator with the file it came from. */
export interface ImportedPool {
  readonly pool: HyperflowPool;
  readonly file: string;
}

/** Reads the WorkerPools of an import. What Roster reads and the operator does not is a note here: the policies mend it. */
export function importedPools(
  resources: readonly Resource[],
  namespace: string | undefined,
): {
  readonly pools: readonly ImportedPool[];
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const pools: ImportedPool[] = [];
  const found: Diagnostic[] = [];
  const seen = new Map<string, string>();
  for (const { value, place, file } of resources) {
    const { pool, diagnostics } = readPool(
      inNamespace(value, namespace),
      place,
      (own) => own ?? 'default',
    );
    found.push(...diagnostics);
    if (pool === undefined) continue;
    const key = `${pool.namespace ?? ''}/${pool.name}`;
    const first = seen.get(key);
    seen.set(key, first ?? file);
    if (first === undefined) pools.push({ pool, file });
    else {
      const message = `a pool must be given once, and \`${pool.name}\` is in ${first} already`;
      found.push(diagnose('duplicate-policy', message, place(['metadata', 'name'], 'value')));
    }
  }
  const errors = found.filter(({ severity }) => severity === 'error');
  // The password of an address is the business of the note that says which Secret to make.
  const warnings = found.filter(
    ({ severity, code }) => severity === 'warning' && code !== 'plain-text-credentials',
  );
  const notes = [...warnings.map(toNote), ...namespaceNotes(pools)];
  return { pools, notes, diagnostics: errors };
}

function inNamespace(value: Json, namespace: string | undefined): Json {
  if (namespace === undefined || !isObject(value)) return value;
  const { metadata } = value as { readonly [key: string]: Json };
  if (!isObject(metadata) || (metadata.namespace ?? null) !== null) return value;
  return {
    ...(value as Record<string, Json>),
    metadata: { ...(metadata as Record<string, Json>), namespace },
  };
}

function namespaceNotes(pools: readonly ImportedPool[]): readonly string[] {
  const names = pools
    .filter(({ pool }) => pool.namespace === undefined)
    .map(({ pool }) => `\`${pool.name}\``);
  if (names.length === 0) return [];
  const which = names.length === 1 ? `pool ${names[0]} names` : `pools ${names.join(', ')} name`;
  return [
    `${which} no namespace: the Environment's defaultNamespace applies, and the queues are those of namespace \`default\`; give --namespace if they run elsewhere`,
  ];
}

function toNote({ source, span, message, help }: Diagnostic): string {
  const place =
    source === undefined
      ? ''
      : `${source.path}${span ? `:${positionAt(source, span.start).line}` : ''}: `;
  return `${place}${message}${help === undefined ? '' : `; ${help}`}`;
}
