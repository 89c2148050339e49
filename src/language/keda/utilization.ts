import type { Json, JsonObject } from '../../model/json.ts';
import { plainAmount } from '../import/amount.ts';
import { partOf } from '../import/part.ts';
import { fromSeconds } from '../import/pod-probe.ts';
import { readBehavior } from './behavior.ts';
import type { ReadScaling } from './scaled-object.ts';
import { isProblem, type Problem } from './trigger.ts';

/** What workers are to use on average, by the resource. */
type Usages = ReadonlyMap<'cpu' | 'memory', JsonObject>;

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Reads a HorizontalPodAutoscaler of `autoscaling/v2`; other metrics than cpu and memory of the pods leave the pool out. */
export function readAutoscaler(object: JsonObject, pool: string): ReadScaling | Problem {
  if (object.apiVersion !== 'autoscaling/v2')
    return {
      problem: `its HorizontalPodAutoscaler is written in ${String(object.apiVersion)}; \`kubectl get\` gives it in autoscaling/v2`,
    };
  const { metrics, minReplicas, maxReplicas, behavior } = partOf(object, 'spec');
  const list = Array.isArray(metrics) ? (metrics as readonly Json[]) : [];
  const usages = new Map<'cpu' | 'memory', JsonObject>();
  for (const metric of list) {
    const read = readMetric(metric);
    if (isProblem(read)) return read;
    usages.set(read.resource, read.usage);
  }
  const bounds = {
    min: typeof minReplicas === 'number' ? minReplicas : 1,
    max: typeof maxReplicas === 'number' ? maxReplicas : 1,
  };
  return scalingOf(usages, bounds, behavior, pool);
}

function readMetric(
  metric: Json,
): { readonly resource: 'cpu' | 'memory'; readonly usage: JsonObject } | Problem {
  const { type } = partOf({ metric }, 'metric');
  const { name, target } = partOf(metric, 'resource');
  if (type !== 'Resource' || !isResource(name))
    return {
      problem: `its HorizontalPodAutoscaler has a metric of type ${String(type)}${typeof name === 'string' ? ` for ${name}` : ''}, which has no counterpart; a policy knows cpu and memory of the pods`,
    };
  const { averageUtilization, averageValue } = partOf({ target: target ?? null }, 'target');
  if (typeof averageUtilization === 'number')
    return { resource: name, usage: { averageUtilization } };
  if (typeof averageValue === 'string' || typeof averageValue === 'number')
    return { resource: name, usage: { averageValue: plainAmount(String(averageValue)) } };
  return { problem: `its HorizontalPodAutoscaler has a metric for ${name} without an average` };
}

function isResource(name: Json | undefined): name is 'cpu' | 'memory' {
  return name === 'cpu' || name === 'memory';
}

/** Reads triggers of KEDA on cpu and memory: Kubernetes does the same without KEDA. */
export function readUtilization(
  triggers: readonly JsonObject[],
  bounds: Bounds,
  behavior: Json | undefined,
  pool: string,
): ReadScaling | Problem {
  const usages = new Map<'cpu' | 'memory', JsonObject>();
  for (const trigger of triggers) {
    const read = readUsage(trigger);
    if (isProblem(read)) return read;
    usages.set(read.resource, read.usage);
  }
  const read = scalingOf(usages, { ...bounds, min: Math.max(1, bounds.min) }, behavior, pool);
  if (isProblem(read)) return read;
  return {
    ...read,
    notes: [
      ...read.notes,
      `${pool}: cpu and memory need no KEDA; its ScaledObject gives way to a HorizontalPodAutoscaler: delete it before that is applied, since the one that KEDA made would fight it`,
    ],
  };
}

function readUsage(
  trigger: JsonObject,
): { readonly resource: 'cpu' | 'memory'; readonly usage: JsonObject } | Problem {
  const { type, metricType } = trigger;
  const { type: older, value, containerName, ...others } = partOf(trigger, 'metadata');
  const kind = metricType ?? older ?? 'Utilization';
  const [other] = Object.keys(others);
  if (!isResource(type) || containerName !== undefined || other !== undefined)
    return {
      problem: `trigger \`${String(type)}\` has \`${other ?? 'containerName'}\`, which has no counterpart`,
    };
  const text = String(value ?? '');
  if (kind === 'AverageValue')
    return { resource: type, usage: { averageValue: plainAmount(text) } };
  if (kind !== 'Utilization' || !/^\d{1,9}$/.test(text))
    return { problem: `trigger \`${type}\` has no Utilization and no AverageValue` };
  return { resource: type, usage: { averageUtilization: Number(text) } };
}

function scalingOf(
  usages: Usages,
  bounds: Bounds,
  behavior: Json | undefined,
  pool: string,
): ReadScaling | Problem {
  if (usages.size === 0) return { problem: 'its autoscaler has no metrics' };
  const moves = readBehavior(behavior, pool);
  if (isProblem(moves)) return moves;
  const scaling = {
    mode: 'utilization',
    ...Object.fromEntries(usages),
    ...bounds,
    hold: fromSeconds(moves.window) ?? '5m',
    rates: moves.rates,
  };
  return { spec: { scaling }, connections: {}, notes: moves.notes };
}
