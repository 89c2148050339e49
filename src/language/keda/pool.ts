import type { Json, JsonObject } from '../../model/json.ts';
import { readDeployment, replicasOf, selects } from '../import/deployment.ts';
import { type Counterpart, type Draft, poolWords } from '../import/draft.ts';
import { mapsIn, partOf } from '../import/part.ts';
import type { ConnectionNames } from './connections.ts';
import { type ReadScaling, readScaledObject } from './scaled-object.ts';
import { isProblem, type Problem } from './trigger.ts';
import { readAutoscaler } from './utilization.ts';
import { type Resource, targetOf, type Workloads } from './workloads.ts';

/** A Deployment as a pool, with all that belongs to it. */
export interface ReadPool {
  readonly draft: Draft;
  readonly counterparts: readonly Counterpart[];
  readonly notes: readonly string[];
}

/** Reads a Deployment together with its autoscaler and its budget. */
export function readPool(
  deployment: Resource,
  workloads: Workloads,
  names: ConnectionNames,
): ReadPool | Problem {
  const { name, namespace, object } = deployment;
  const read = readDeployment(object, name);
  if (isProblem(read)) return read;
  const scaler = scalerOf(deployment, workloads);
  if (isProblem(scaler)) return scaler;
  const pool = poolWords({ name, namespace });
  const scaling = readScaling(deployment, scaler, { workloads, names, pool, worker: read.worker });
  if (isProblem(scaling)) return scaling;
  const budget = workloads.budgets.find(
    (one) =>
      one.namespace === namespace && selects(partOf(one.object, 'spec').selector, read.podLabels),
  );
  const { maxUnavailable, minAvailable } = partOf(budget?.object, 'spec');
  const draft: Draft = {
    name,
    namespace,
    labels: read.labels,
    connections: scaling.connections,
    head: `From ${heading(deployment, scaler)}.`,
    spec: {
      worker: read.worker,
      ...scaling.spec,
      ...(maxUnavailable !== undefined && { disruption: { maxUnavailable } }),
      ...(minAvailable !== undefined && { disruption: { minAvailable } }),
    },
  };
  const own = { pool: { name, namespace } };
  const authentications = authenticationsOf(scaler, workloads);
  return {
    draft,
    counterparts: [
      { ...own, object, file: deployment.file, container: read.container },
      ...[scaler, budget, ...authentications].flatMap((one) =>
        one === undefined ? [] : [{ ...own, object: one.object, file: one.file }],
      ),
    ],
    notes: [
      ...read.notes,
      ...scaling.notes,
      ...renameNotes(budget, name, pool),
      ...renameNotes(scaler, name, pool),
    ],
  };
}

function heading({ name, file }: Resource, scaler: Resource | undefined): string {
  const stem = `the Deployment ${name} of ${file.split('/').at(-1)}`;
  return scaler === undefined
    ? stem
    : `${stem} and the ${String(scaler.object.kind)} ${scaler.name}`;
}

/** The one object that moves a Deployment's number; two would fight, and no policy has both. */
function scalerOf(
  { name, namespace }: Resource,
  { scaledObjects, autoscalers }: Workloads,
): Resource | undefined | Problem {
  const own = [...scaledObjects, ...autoscalers].filter(
    (one) => one.namespace === namespace && targetOf(one) === name,
  );
  const [first, second] = own;
  if (first === undefined || second === undefined) return first;
  const words = [first, second].map((one) => `the ${String(one.object.kind)} \`${one.name}\``);
  return { problem: `${words.join(' and ')} both move its number` };
}

interface Around {
  readonly workloads: Workloads;
  readonly names: ConnectionNames;
  readonly pool: string;
  readonly worker: JsonObject;
}

function readScaling(
  { object, namespace }: Resource,
  scaler: Resource | undefined,
  { workloads, names, pool, worker }: Around,
): ReadScaling | Problem {
  if (scaler === undefined)
    return {
      spec: { scaling: { mode: 'fixed', workers: replicasOf(object) } },
      connections: {},
      notes: [],
    };
  if (scaler.object.kind !== 'ScaledObject') return readAutoscaler(scaler.object, pool);
  const authentications = new Map(
    workloads.authentications
      .filter((one) => one.namespace === namespace)
      .map((one) => [one.name, one.object]),
  );
  const variables = mapsIn(worker.env);
  return readScaledObject(scaler.object, { authentications, variables, pool, namespace, names });
}

function authenticationsOf(
  scaler: Resource | undefined,
  { authentications }: Workloads,
): readonly Resource[] {
  const triggers = partOf(scaler?.object, 'spec').triggers;
  const list = Array.isArray(triggers) ? (triggers as readonly Json[]) : [];
  const names = new Set(
    list.map((one) => partOf(partOf({ one }, 'one'), 'authenticationRef').name),
  );
  return authentications.filter(
    (one) => one.namespace === scaler?.namespace && names.has(one.name),
  );
}

/** An object of another name is a second one beside Roster's: two budgets block every eviction, two scalers fight. */
function renameNotes(
  resource: Resource | undefined,
  name: string,
  pool: string,
): readonly string[] {
  if (resource === undefined || resource.name === name) return [];
  const kind = String(resource.object.kind);
  return [
    `${pool}: its ${kind} is called \`${name}\` from now on; delete \`${resource.name}\` before Roster's is applied, since two of them get in each other's way`,
  ];
}
