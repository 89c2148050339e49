import { canonicalAmount } from '../../model/canonical-quantity.ts';
import type {
  ClusterLimits,
  ClusterOption,
  ClusterTemplate,
  ClusterTimes,
  PerNode,
  Sampling,
} from '../../model/cluster-template.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Quantity } from '../../model/quantity.ts';
import { formatDuration } from '../../model/units.ts';
import { defined } from '../defined.ts';

/**
 * The spec of a template's custom resource, in the words of the policy language: as written, and with everything spelled
 * out that the gateway goes by, so that it needs no defaults and reads each amount in one spelling.
 */
export function resolvedCluster(cluster: ClusterTemplate): JsonObject {
  const { profile: _, ...written } = cluster.written;
  const { workers, perNode, options, exposure, users, sampling } = cluster;
  return defined<JsonObject>({
    ...written,
    workers: cluster.dialect === 'dask' ? { ...workers } : withoutAdaptive(workers),
    perNode: perNode && spaced(perNode),
    limits: limitsOf(cluster.limits),
    options: options.map(optionOf),
    ...timesOf(cluster.times),
    exposure: cluster.dialect === 'dask' ? { ...exposure } : addressOf(cluster),
    users: { names: users.names, groups: users.groups, operators: users.operators },
    sampling: sampling && samplingOf(sampling),
  });
}

/** A controller asks for the workers it needs; nothing is left for a user to have adapted. */
function withoutAdaptive({ adaptive: _, ...workers }: ClusterTemplate['workers']): JsonObject {
  return workers;
}

function addressOf({ exposure: { address } }: ClusterTemplate): JsonObject {
  return defined<JsonObject>({ address });
}

function spaced({ apart, reserve, surplus }: PerNode): JsonObject {
  return defined<JsonObject>({ apart, reserve: reserve && amounts(reserve), surplus });
}

function limitsOf({ perCluster, perUser, total }: ClusterLimits): JsonObject {
  const { clusters, pods } = total;
  return {
    perCluster: amounts(perCluster),
    perUser: { clusters: perUser.clusters, ...amounts(perUser) },
    total: defined<JsonObject>({ clusters, ...amounts(total), pods }),
  };
}

function amounts({
  cpu,
  memory,
}: {
  readonly cpu?: Quantity;
  readonly memory?: Quantity;
}): JsonObject {
  return defined<JsonObject>({
    cpu: cpu && canonicalAmount(cpu.text),
    memory: memory && canonicalAmount(memory.text),
  });
}

function optionOf({ choices, sets, ...option }: ClusterOption): JsonObject {
  return defined<JsonObject>({
    ...option,
    choices: choices.length === 0 ? undefined : choices.map((choice) => ({ ...choice })),
    ...('variable' in sets ? { variable: sets.variable } : { sets: sets.field }),
  });
}

/** No idle time-out is `0s`, as the policy writes it. */
function timesOf(times: ClusterTimes): JsonObject {
  const { idleTimeout, startTimeout, workerStartTimeout, maxLifetime, keepEnded } = times;
  return defined<JsonObject>({
    idleTimeout: idleTimeout === undefined ? '0s' : formatDuration(idleTimeout),
    startTimeout: formatDuration(startTimeout),
    workerStartTimeout: formatDuration(workerStartTimeout),
    maxLifetime: maxLifetime && formatDuration(maxLifetime),
    keepEnded: formatDuration(keepEnded),
  });
}

function samplingOf({ internalAuth, results }: Sampling): JsonObject {
  return defined<JsonObject>({
    internalAuth,
    results: results && { ...results, linkLifetime: formatDuration(results.linkLifetime) },
  });
}
