import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { complain, complainAt, lineOf } from '../place.ts';

/** Reports policies that would become the same object in the cluster, or write the same series. */
export function reportCollisions(
  { environment, pools, groups }: Estate,
  diagnostics: Diagnostic[],
): void {
  forEachRepeat(
    pools,
    ({ namespace, name }) => `${namespace}/${name}`,
    (pool, other) => {
      const where = lineOf(other.provenance.document);
      const { document } = pool.provenance;
      if (pool.dialect !== other.dialect) {
        complainAt(
          { document, diagnostics },
          'two-owners',
          ['metadata', 'name'],
          `a Deployment must have one owner, \`${pool.namespace}/${pool.name}\` is also made from ${where}`,
          { help: 'remove one of the two policies' },
        );
      } else if (pool.writtenNamespace !== other.writtenNamespace) {
        complainAt(
          { document, diagnostics },
          'name-collision',
          ['metadata', 'name'],
          `environment \`${environment.name}\` maps this pool and that of ${where} to \`${pool.namespace}/${pool.name}\``,
          { help: 'rename one of them, or map their namespaces apart' },
        );
      }
    },
  );
  forEachRepeat(
    groups,
    ({ namespace, name }) => `${namespace}/${name}`,
    (group, other) => {
      if (group.writtenNamespace === other.writtenNamespace) return;
      complainAt(
        { document: group.provenance.document, diagnostics },
        'name-collision',
        ['metadata', 'name'],
        `environment \`${environment.name}\` maps this group and that of ${lineOf(other.provenance.document)} to \`${group.namespace}/${group.name}\``,
        { help: 'rename one of them, or map their namespaces apart' },
      );
    },
  );
  forEachRepeat(
    groups,
    ({ priorityClass }) => priorityClass.name,
    (group, other) => {
      if (group.namespace === other.namespace && group.name === other.name) return;
      complain(
        { document: group.provenance.document, layers: group.provenance.layers, diagnostics },
        'name-collision',
        ['priorityClass', 'name'],
        (field) =>
          `${field} must be unique in the cluster, \`${group.priorityClass.name}\` is also made from ${lineOf(other.provenance.document)}`,
        { help: 'leave the name out: the default is unique' },
      );
    },
  );
  forEachRepeat(
    pools.filter(writesPlainSeries),
    ({ name }) => name,
    (pool, other) => {
      if (pool.namespace === other.namespace) return;
      complain(
        { document: pool.provenance.document, layers: pool.provenance.layers, diagnostics },
        'series-collision',
        ['scaling', 'formula'],
        () =>
          `HyperFlow's formula names its series by the pool alone, and the pool \`${pool.name}\` of ${lineOf(other.provenance.document)} records the same one`,
        { help: 'use `formula: roster`, or rename one of the pools' },
      );
    },
  );
}

function writesPlainSeries({ scaling: { demand }, engine }: WorkerPool): boolean {
  return engine.name === 'keda' && demand.mode === 'share' && demand.formula !== 'roster';
}

function forEachRepeat<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
  report: (one: T, first: T) => void,
): void {
  const first = new Map<string, T>();
  for (const one of all) {
    const key = keyOf(one);
    const other = first.get(key);
    if (other === undefined) first.set(key, one);
    else report(one, other);
  }
}
