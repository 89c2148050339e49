import type { Code } from '../../diagnostics/codes.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { ClusterTemplate } from '../../model/cluster-template.ts';
import type { Estate } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';
import { complain, complainAt, lineOf } from '../place.ts';
import { reportPaths } from './job-paths.ts';
import { reportSharedRequests } from './job-requests.ts';

/** Reports policies that would become the same object in the cluster, or write the same series. */
export function reportCollisions(estate: Estate, diagnostics: Diagnostic[]): void {
  const { environment, pools, groups, jobs, clusters } = estate;
  for (const policies of [pools, groups, jobs, clusters]) {
    forEachRepeat<Policy>(policies, identityOf, (one, other) =>
      reportTwin(one, other, environment.name, diagnostics),
    );
  }
  forEachRepeat<Policy>([...pools, ...jobs, ...clusters], identityOf, (one, other) =>
    reportNamesake(one, other, diagnostics),
  );
  reportSharedRequests(jobs, diagnostics);
  reportPaths(jobs, diagnostics);
  reportClasses(groups, diagnostics);
  reportSeries(pools, diagnostics);
}

type Policy = WorkerPool | CapacityGroup | JobTemplate | ClusterTemplate;

function identityOf({ namespace, name }: Policy): string {
  return `${namespace}/${name}`;
}

/** The objects that come of a policy of any kind that makes pods are named like the policy: account, rule, resource. */
function reportNamesake(one: Policy, other: Policy, diagnostics: Diagnostic[]): void {
  if (one.kind === other.kind) return;
  const where = lineOf(other.provenance.document);
  complainAt(
    { document: one.provenance.document, diagnostics },
    'name-collision',
    ['metadata', 'name'],
    `a ${one.kind} and a ${other.kind} must not have the same name in a namespace, \`${one.namespace}/${one.name}\` is also that of ${where}`,
    { help: 'rename one of them: both would own one ServiceAccount and one PrometheusRule' },
  );
}

function reportClasses(groups: readonly CapacityGroup[], diagnostics: Diagnostic[]): void {
  forEachRepeat(
    groups,
    ({ priorityClass }) => priorityClass.name,
    (group, other) => reportClass(group, other, diagnostics),
  );
}

function reportSeries(pools: readonly WorkerPool[], diagnostics: Diagnostic[]): void {
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
  one: Policy,
  other: Policy,
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

function dialectOf(one: Policy): string {
  return one.kind === 'WorkerPool' ? one.dialect : 'roster';
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
