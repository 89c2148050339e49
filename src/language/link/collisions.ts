import type { Code } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Estate } from '../../model/environment.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { complain, complainAt, lineOf } from '../place.ts';

/** Reports policies that would become the same object in the cluster, or write the same series. */
export function reportCollisions(
  { environment, pools, groups }: Estate,
  diagnostics: Diagnostic[],
): void {
  const environmentName = environment.name;
  for (const policies of [pools, groups]) {
    forEachRepeat<WorkerPool | CapacityGroup>(
      policies,
      ({ namespace, name }) => `${namespace}/${name}`,
      (one, other) => reportTwin(one, other, environmentName, diagnostics),
    );
  }
  forEachRepeat(
    groups,
    ({ priorityClass }) => priorityClass.name,
    (group, other) => reportClass(group, other, diagnostics),
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

/** Groups of several namespaces may share a class, as HyperFlow's do; its quota counts pods of its own namespace only. */
function reportClass(group: CapacityGroup, other: CapacityGroup, diagnostics: Diagnostic[]): void {
  const { document, layers } = group.provenance;
  const { name, value, preemption } = group.priorityClass;
  const isTwin = group.namespace === other.namespace && group.name === other.name;
  const isSame =
    other.priorityClass.value === value && other.priorityClass.preemption === preemption;
  if (isTwin || (isSame && group.namespace !== other.namespace)) return;
  const where = lineOf(other.provenance.document);
  const rule = isSame
    ? `must be unique in its namespace, \`${name}\` also marks the pods of the group of ${where}`
    : `must have one value and one preemption in the cluster, \`${name}\` has others in ${where}`;
  complain(
    { document, layers, diagnostics },
    'name-collision',
    ['priorityClass', 'name'],
    (field) => `${field} ${rule}`,
    {
      help: 'leave the name out: the default is unique',
    },
  );
}

function reportTwin(
  one: WorkerPool | CapacityGroup,
  other: WorkerPool | CapacityGroup,
  environment: string,
  diagnostics: Diagnostic[],
): void {
  const { kind, namespace, name, provenance } = one;
  const where = lineOf(other.provenance.document);
  const context = { document: provenance.document, diagnostics };
  const say = (code: Code, message: string, help: string) =>
    complainAt(context, code, ['metadata', 'name'], message, { help });
  if (dialectOf(one) !== dialectOf(other)) {
    const both = `a Deployment must have one owner, \`${namespace}/${name}\` is also made from ${where}`;
    say('two-owners', both, 'remove one of the two policies');
  } else if (one.writtenNamespace === other.writtenNamespace) {
    const taken = `the name of a ${kind} must be unique, \`${one.writtenNamespace}/${name}\` is taken by ${where}`;
    say('duplicate-policy', taken, 'rename one of them');
  } else {
    const mapped = `environment \`${environment}\` maps this ${kind} and that of ${where} to \`${namespace}/${name}\``;
    say('name-collision', mapped, 'rename one of them, or map their namespaces apart');
  }
}

function dialectOf(one: WorkerPool | CapacityGroup): string {
  return 'dialect' in one ? one.dialect : 'roster';
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
