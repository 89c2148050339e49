import { isObject } from '../../../model/json.ts';
import { deploymentOf, type Onlooked } from '../cell/look.ts';
import type { Scaler } from '../cell/objects.ts';
import type { World } from '../cell/world.ts';
import { conditionsOf, timestamp } from './condition.ts';
import type { Finding, ForeignReason } from './finding.ts';
import { readiness } from './pool-findings.ts';
import type { PoolStatus } from './pool-status.ts';

/** What the column REASON says of a pool that somebody else scales. */
export const movedBy = {
  keda: 'MovedByKeda',
  hpa: 'MovedByAutoscaler',
  git: 'WrittenInGit',
} as const;

/** The status of a pool that somebody else scales: whether all is there that this takes, and how its workers are. */
export function watchedPoolStatus(
  { object, pool }: Onlooked,
  world: World,
  wall: number,
): PoolStatus {
  const previous = object.status;
  const deployment = deploymentOf(pool, world);
  const { replicas: current = 0, readyReplicas: ready = 0 } = deployment?.status ?? {};
  const replicas = deployment?.spec?.replicas ?? (deployment === undefined ? undefined : 1);
  const missing = missingOf({ object, pool }, world);
  const scalers = world.scalersOf(pool.name);
  const findings: readonly Finding[] = [
    missing ?? brokenOf(scalers) ?? readiness({ replicas: replicas ?? 0, ready }),
    ...signalOf(scalers),
    ...limitOf(scalers),
    ...alertsOf({ object, pool }, world),
  ];
  return {
    observedGeneration: pool.generation,
    engine: pool.engine,
    ...(replicas !== undefined && { wanted: replicas, current, ready }),
    reason: movedBy[pool.engine],
    conditions: conditionsOf(findings, previous?.conditions, pool.generation, timestamp(wall)),
  };
}

/** What has to be there and is not; what cannot be read is not said to be missing. */
function missingOf({ pool }: Onlooked, world: World): Finding | undefined {
  const { name, namespace, engine } = pool;
  const isMissing = (resource: 'deployments' | 'scaledobjects' | 'horizontalpodautoscalers') => {
    const copy = world.copyOf(resource);
    return copy?.hasSynced() && copy.get(name) === undefined;
  };
  const missing = (kind: 'Deployment' | 'ScaledObject' | 'HorizontalPodAutoscaler'): Finding => ({
    type: 'Ready',
    status: 'False',
    reason: `${kind}Missing`,
    message: `There is no ${kind} ${name} in namespace ${namespace}.`,
  });
  if (deploymentOf(pool, world) === undefined) return missing('Deployment');
  switch (engine) {
    case 'keda':
      return isMissing('scaledobjects') ? missing('ScaledObject') : undefined;
    case 'hpa':
      return isMissing('horizontalpodautoscalers') ? missing('HorizontalPodAutoscaler') : undefined;
    case 'git':
      return undefined;
  }
}

interface ScalerCondition {
  readonly reason: ForeignReason;
  readonly message: string;
}

/** A condition of one of the scalers, where it has this status. */
function conditionOf(
  scalers: readonly Scaler[],
  type: string,
  status: 'True' | 'False',
): ScalerCondition | undefined {
  const all = scalers.flatMap((scaler) => scaler.status?.conditions ?? []);
  const found = all.find((one) => one.type === type && one.status === status);
  return found && { reason: wordOf(found.reason, type), message: found.message ?? '' };
}

/** The API server takes no other form of word, and somebody else chose this one. */
function wordOf(reason: string | undefined, otherwise: string): ForeignReason {
  const isWord = reason !== undefined && /^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(reason);
  return (isWord ? reason : otherwise) as ForeignReason;
}

/** KEDA says `Ready`, Kubernetes `AbleToScale`. */
function brokenOf(scalers: readonly Scaler[]): Finding | undefined {
  const found =
    conditionOf(scalers, 'Ready', 'False') ?? conditionOf(scalers, 'AbleToScale', 'False');
  return found && { type: 'Ready', status: 'False', ...found };
}

/** An autoscaler that is switched off, as KEDA does at zero, has no trouble with its metric. */
function signalOf(scalers: readonly Scaler[]): readonly Finding[] {
  const fallback = conditionOf(scalers, 'Fallback', 'True');
  if (fallback !== undefined) return [{ type: 'SignalFresh', status: 'False', ...fallback }];
  const inactive = conditionOf(scalers, 'ScalingActive', 'False');
  return inactive === undefined || inactive.reason === 'ScalingDisabled'
    ? []
    : [{ type: 'SignalFresh', status: 'False', ...inactive }];
}

function limitOf(scalers: readonly Scaler[]): readonly Finding[] {
  const limited = conditionOf(scalers, 'ScalingLimited', 'True');
  return limited === undefined ? [] : [{ type: 'Bounded', status: 'True', ...limited }];
}

/** Only where it can be read, and only of a pool that is sure to have an alert: the one that every mode has. */
function alertsOf({ object, pool }: Onlooked, world: World): readonly Finding[] {
  const rules = world.copyOf('prometheusrules');
  if (rules === undefined || !rules.hasSynced() || hasNoAlert(object.spec)) return [];
  const type = 'AlertsInPlace';
  return rules.get(pool.name) === undefined
    ? [
        {
          type,
          status: 'False',
          reason: 'PrometheusRuleMissing',
          message: `There is no PrometheusRule ${pool.name} in namespace ${pool.namespace}.`,
        },
      ]
    : [{ type, status: 'True', reason: 'InPlace', message: 'The PrometheusRule is there.' }];
}

function hasNoAlert(spec: unknown): boolean {
  const alerts = isObject(spec) ? spec.alerts : undefined;
  const notReady = isObject(alerts) ? alerts.notReady : undefined;
  return isObject(notReady) && notReady.enabled === false;
}
