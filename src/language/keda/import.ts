import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose, hasErrors, sortDiagnostics } from '../../diagnostics/report.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';
import type { Source } from '../../model/source.ts';
import type { Counterpart, Draft } from '../import/draft.ts';
import { readItems } from '../import/read-items.ts';
import { writePools } from '../import/write-pools.ts';
import { nameConnections } from './connections.ts';
import { readJob } from './job.ts';
import { readPool } from './pool.ts';
import { isProblem } from './trigger.ts';
import { type Resource, sortWorkloads, targetOf, type Workloads } from './workloads.ts';

/** Policies in Roster's language, and the objects whose place theirs will take. */
export interface Imported {
  readonly policies: readonly Source[];
  /** What was changed, left out, or is for a person to do. */
  readonly notes: readonly string[];
  /** With an error there are no policies. */
  readonly diagnostics: readonly Diagnostic[];
  readonly counterparts: readonly Counterpart[];
}

/**
 * Turns Deployments with their ScaledObjects or HorizontalPodAutoscalers into WorkerPools. `namespace` is that of objects
 * which name none.
 */
export function importKeda(
  sources: readonly Source[],
  { namespace }: { readonly namespace?: string } = {},
): Imported {
  const read = sources.map(readItems);
  const workloads = sortWorkloads(
    read.flatMap((one) => one.items),
    namespace,
  );
  const found = [...read.flatMap((one) => one.diagnostics), ...workloads.diagnostics];
  const isEmpty = workloads.deployments.length + workloads.scaledJobs.length + found.length === 0;
  const diagnostics = sortDiagnostics([...found, ...(isEmpty ? [nothing] : [])]);
  if (hasErrors(diagnostics)) return { policies: [], notes: [], diagnostics, counterparts: [] };
  const names = nameConnections();
  const pools = [
    ...workloads.deployments
      .toSorted(byIdentity)
      .map((workload) => ({ workload, read: readPool(workload, workloads, names) })),
    ...workloads.scaledJobs
      .toSorted(byIdentity)
      .map((workload) => ({ workload, read: readUnlessTaken(workload, workloads, names) })),
  ];
  const drafts = pools.flatMap((one) => (isProblem(one.read) ? [] : [one.read]));
  const written = writePools(
    drafts.map(({ draft }) => draft),
    {
      system: 'keda',
      namespace,
      head: 'The cluster that the imported pools run in. Copy it for each further one.',
    },
  );
  const kept = drafts.filter(({ draft }) => isKept(draft, written.kept));
  const notes = [
    ...pools.flatMap((one) => leftOut(one.workload, one.read)),
    ...written.notes,
    ...kept.flatMap((one) => one.notes),
    ...strayNotes(workloads),
    ...workloads.others,
    ...(kept.length > 0 ? always : []),
  ];
  return {
    policies: written.policies,
    notes: [...new Set(notes)],
    diagnostics: written.diagnostics,
    counterparts: kept.flatMap((one) => one.counterparts),
  };
}

const nothing = diagnose(
  'no-policies',
  'there must be a Deployment or a ScaledJob to import, got none',
);

const always = [
  'the pods of the pools are replaced once, since they get labels of Roster and the container of the worker is called `worker`',
  'the pools get alerts, and a PodDisruptionBudget where they had none; `alerts: {enabled: false}` and `disruption: {maxUnavailable: 100%}` take them away',
  'the pools are as little hardened as their Deployments were; take from `security.relax` what the workers do not need',
];

/** A pool and a job of one name would make objects of one name. */
function readUnlessTaken(
  job: Resource,
  workloads: Workloads,
  names: ReturnType<typeof nameConnections>,
): ReturnType<typeof readJob> {
  const isTaken = workloads.deployments.some(
    ({ name, namespace }) => name === job.name && namespace === job.namespace,
  );
  return isTaken
    ? { problem: 'a Deployment of its name is imported too; give it another name' }
    : readJob(job, workloads, names);
}

function isKept({ name, namespace }: Draft, kept: readonly Draft[]): boolean {
  return kept.some((one) => one.name === name && one.namespace === namespace);
}

function leftOut({ object, name, namespace }: Resource, read: unknown): readonly string[] {
  const full = namespace === undefined ? name : `${namespace}/${name}`;
  return isProblem(read)
    ? [`${kindOf(object)} \`${full}\` is left out, and stays as it is: ${read.problem}`]
    : [];
}

/** Objects that belong to a Deployment which is not among the files, or to no Deployment at all. */
function strayNotes(workloads: Workloads): readonly string[] {
  const known = new Set(
    workloads.deployments.map(({ name, namespace }) => `${namespace ?? ''}/${name}`),
  );
  const strays = [...workloads.scaledObjects, ...workloads.autoscalers].flatMap((resource) => {
    const target = targetOf(resource);
    if (target !== undefined && known.has(`${resource.namespace ?? ''}/${target}`)) return [];
    const why =
      target === undefined
        ? 'it does not scale a Deployment'
        : `the Deployment \`${target}\` that it scales is not among the files`;
    return [`${where(resource)} is left out: ${why}`];
  });
  return [
    ...strays,
    ...workloads.accounts.map(
      (account) =>
        `${where(account)} stays as it is: the pools name it, and Roster makes and changes none that is named`,
    ),
  ];
}

function where({ object, name, file, line }: Resource): string {
  return `${file}:${line}: the ${kindOf(object)} \`${name}\``;
}

function kindOf({ kind }: JsonObject): string {
  return String(kind satisfies Json | undefined);
}

function byIdentity(a: Resource, b: Resource): number {
  return compareText(a.namespace ?? '', b.namespace ?? '') || compareText(a.name, b.name);
}
