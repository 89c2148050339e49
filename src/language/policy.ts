import type { ValidateFunction } from 'ajv';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CapacityGroup } from '../model/capacity-group.ts';
import type { ClusterTemplate } from '../model/cluster-template.ts';
import type { Environment } from '../model/environment.ts';
import type { JobTemplate } from '../model/job-template.ts';
import type { JsonObject } from '../model/json.ts';
import { mergeLayers } from '../model/origin.ts';
import type { Identity, WorkerPool } from '../model/worker-pool.ts';
import { readCluster } from './cluster/cluster.ts';
import type { WrittenPolicy } from './documents/written.ts';
import { readConnections } from './environment/connections.ts';
import { readGroup } from './group.ts';
import { readJob } from './job/job.ts';
import type { Context } from './place.ts';
import { readPool, type Surroundings } from './pool/pool.ts';
import type { WrittenGroup } from './schema/capacity-group.ts';
import type { WrittenCluster } from './schema/cluster-template.ts';
import type { WrittenEnvironment } from './schema/environment.ts';
import type { WrittenJob } from './schema/job-template.ts';
import type { PolicyKind } from './schema/kinds.ts';
import type { WrittenMetadata, WrittenPool } from './schema/worker-pool.ts';
import { salvage, tellsOfValue } from './validation/salvage.ts';
import { validate } from './validation/validate.ts';
import {
  validateCapacityGroup,
  validateClusterPart,
  validateClusterTemplate,
  validateGroupPart,
  validateJobPart,
  validateJobTemplate,
  validatePoolPart,
  validateWorkerPool,
} from './validation/validators.standalone.ts';
import { reportMetadata } from './values/labels.ts';

/** What is read of a document that becomes objects. */
export type Policy = WorkerPool | CapacityGroup | JobTemplate | ClusterTemplate;

const validators: Readonly<
  Record<PolicyKind, { readonly whole: ValidateFunction; readonly part: ValidateFunction }>
> = {
  WorkerPool: { whole: validateWorkerPool, part: validatePoolPart },
  CapacityGroup: { whole: validateCapacityGroup, part: validateGroupPart },
  JobTemplate: { whole: validateJobTemplate, part: validateJobPart },
  ClusterTemplate: { whole: validateClusterTemplate, part: validateClusterPart },
};

/** Reads one policy, its layers merged; `undefined` when it cannot be understood, which is reported. */
export function readPolicy(
  context: Context,
  policy: WrittenPolicy,
  identity: Identity,
  environment: Environment,
): Policy | undefined {
  const { whole: check, part } = validators[policy.kind];
  const [top] = context.layers;
  if (top?.from === 'override') {
    const own = context.layers.filter(({ from }) => from === 'policy');
    validate({ ...context, layers: own }, part, {
      spec: own[0]?.spec,
    });
  }
  const value = { ...policy.value, spec: mergeLayers(context.layers) };
  if (validate(context, check, value)) {
    reportMetadata(context, policy.value.metadata as unknown as WrittenMetadata);
    return readValid(context, policy, identity, value.spec, environment);
  }
  const rest = salvage(check, value);
  if (rest === undefined) return undefined;
  const diagnostics: Diagnostic[] = [];
  readValid({ ...context, diagnostics }, policy, identity, rest.spec as JsonObject, environment);
  context.diagnostics.push(...diagnostics.filter(({ code }) => tellsOfValue.has(code)));
  return undefined;
}

function readValid(
  context: Context,
  policy: WrittenPolicy,
  identity: Identity,
  spec: JsonObject,
  environment: Environment,
): Policy | undefined {
  switch (policy.kind) {
    case 'WorkerPool': {
      const around = surroundings(policy, environment, context);
      return readPool(context, identity, spec as unknown as WrittenPool, around);
    }
    case 'CapacityGroup':
      return readGroup(context, identity, spec as unknown as WrittenGroup);
    case 'JobTemplate':
      return readJob(context, identity, spec as unknown as WrittenJob, environment);
    case 'ClusterTemplate':
      return readCluster(context, identity, spec as unknown as WrittenCluster, environment);
  }
}

function surroundings(
  { connections, dialect }: WrittenPolicy,
  environment: Environment,
  context: Context,
): Surroundings {
  if (connections === undefined)
    return { environment, connections: environment.connections, dialect };
  const own = readConnections(
    context,
    connections as unknown as NonNullable<WrittenEnvironment['connections']>,
  );
  return { environment, connections: own, dialect };
}
