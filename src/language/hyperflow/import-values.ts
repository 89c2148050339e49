import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';
import { overlay } from '../import/overlay.ts';
import type { Place } from '../import/place.ts';
import type { Item } from '../import/read-items.ts';
import { show } from '../validation/validate.ts';
import { isWritten } from './written-part.ts';

/** A resource that an input file holds or that the chart would have made of it. */
export interface Resource {
  readonly value: Json;
  readonly place: Place;
  /** The file it came from, as people see it. */
  readonly file: string;
  readonly isOfChart: boolean;
}

export interface ReadValues {
  readonly pools: readonly Resource[];
  readonly quotas: readonly Resource[];
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes of `hyperflow-run` values, later files over earlier ones, the resources that the chart makes of them. */
export function readValues(files: readonly Item[], namespace: string | undefined): ReadValues {
  const merged = files.reduce<Json>((below, { value }) => overlay(below, value), {});
  const chart = isObject(merged) ? (merged.workerPools as Json | undefined) : undefined;
  if (files.length === 0) return { pools: [], quotas: [], notes: [], diagnostics: [] };
  const broken = checkValues(chart, files);
  if (broken.length > 0 || !isObject(chart))
    return { pools: [], quotas: [], notes: [], diagnostics: broken };
  const notes = notesOn(chart as JsonObject, files);
  if (chart.enabled === false) {
    return {
      pools: [],
      quotas: [],
      notes: [
        ...notes,
        '`workerPools.enabled` is false: the chart makes no pools, and so none are imported',
      ],
      diagnostics: [],
    };
  }
  const pools = (chart.pools ?? []) as readonly JsonObject[];
  const defaults = (chart.workerPoolDefaults ?? {}) as JsonObject;
  return {
    pools: pools.map((pool, index) => toPool(defaults, pool, index, files, namespace)),
    quotas: toQuota(chart.resourceQuota as Json | undefined, files),
    notes: [...notes, ...zeroNotes(defaults, pools)],
    diagnostics: [],
  };
}

const known = ['enabled', 'resourceQuota', 'workerPoolDefaults', 'pools'];

function checkValues(chart: Json | undefined, files: readonly Item[]): readonly Diagnostic[] {
  const wrong = (path: Path, rule: string, found: Json | undefined) =>
    diagnose(
      'wrong-value',
      `\`${path.join('.')}\` must be ${rule}, got ${show(found)}`,
      placeIn(files, path, 'value'),
    );
  if (!isObject(chart)) return [wrong(['workerPools'], 'a map', chart)];
  const maps = ['workerPoolDefaults', 'resourceQuota']
    .filter((name) => chart[name] !== undefined && !isObject(chart[name]))
    .map((name) => wrong(['workerPools', name], 'a map', chart[name] as Json));
  const { pools } = chart;
  if (pools === undefined) return maps;
  if (!Array.isArray(pools))
    return [...maps, wrong(['workerPools', 'pools'], 'a list', pools as Json)];
  return [
    ...maps,
    ...pools.flatMap((pool: Json, index) =>
      isObject(pool) ? [] : [wrong(['workerPools', 'pools', index], 'a map', pool)],
    ),
  ];
}

function notesOn(chart: JsonObject, files: readonly Item[]): readonly string[] {
  const others = [...new Set(files.flatMap(({ value }) => Object.keys(value ?? {})))].filter(
    (key) => key !== 'workerPools',
  );
  return [
    ...(chart.enabled === true
      ? [
          '`workerPools.enabled` has no counterpart: a pool that is not wanted is a file that is not there',
        ]
      : []),
    ...Object.keys(chart)
      .filter((key) => !known.includes(key))
      .map((key) => `\`workerPools.${key}\` has no counterpart and is left out`),
    ...others.map((key) => `\`${key}\` of the values is not about pools and is left out`),
  ];
}

/** The chart's merge takes zero for unset, so that a pool cannot go below a default; what is written counts here. */
function zeroNotes(defaults: JsonObject, pools: readonly JsonObject[]): readonly string[] {
  const { minReplicaCount } = defaults;
  if (typeof minReplicaCount !== 'number' || minReplicaCount === 0) return [];
  return pools
    .filter((pool) => pool.minReplicaCount === 0)
    .map(
      (pool) =>
        `pool \`${String(pool.name)}\` has the minReplicaCount 0 that it says; the chart would give it the default of ${minReplicaCount}`,
    );
}

function toPool(
  defaults: JsonObject,
  pool: JsonObject,
  index: number,
  files: readonly Item[],
  namespace: string | undefined,
): Resource {
  const { name, ...own } = pool;
  const spec = addresses(overlay(defaults, own) as JsonObject, namespace ?? 'default');
  const owner = files.findLast(({ value }) => isWritten(value, ['workerPools', 'pools']));
  return {
    value: {
      apiVersion: 'hyperflow.agh.edu.pl/v1',
      kind: 'WorkerPool',
      metadata: { name: name ?? null },
      spec,
    },
    place: (path, at) => {
      const rest = path[0] === 'spec' ? path.slice(1) : path.slice(1, 2);
      const ownPath = ['workerPools', 'pools', index, ...rest];
      const isOwn =
        owner !== undefined && (path[0] === 'metadata' || isWritten(owner.value, ownPath));
      if (isOwn) return owner.place(ownPath, at);
      const shared = ['workerPools', 'workerPoolDefaults', ...rest];
      const file = files.findLast(({ value }) => rest.length > 0 && isWritten(value, shared));
      return file?.place(shared, at) ?? placeIn(files, ['workerPools', 'pools', index], 'key');
    },
    file: owner?.document.source.path ?? '',
    isOfChart: true,
  };
}

function addresses(spec: JsonObject, namespace: string): JsonObject {
  const { rabbitHostname, prometheusUrl } = spec;
  return {
    ...spec,
    rabbitHostname: rabbitHostname || `rabbitmq.${namespace}`,
    prometheusUrl: prometheusUrl || `http://monitoring-prometheus.${namespace}:9090`,
  };
}

function toQuota(quota: Json | undefined, files: readonly Item[]): readonly Resource[] {
  if (!isObject(quota) || quota.enabled === false) return [];
  const {
    name = 'hflow-requests',
    priorityClassName = 'hyperflow-worker',
    hard = {},
  } = quota as Record<string, Json>;
  const scope = { scopeName: 'PriorityClass', operator: 'In', values: [priorityClassName] };
  return [
    {
      value: {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name },
        spec: { hard, scopeSelector: { matchExpressions: [scope] } },
      },
      place: (path, at) => placeIn(files, ['workerPools', 'resourceQuota', ...path.slice(1)], at),
      file:
        files.findLast(({ value }) => isWritten(value, ['workerPools', 'resourceQuota']))?.document
          .source.path ?? '',
      isOfChart: true,
    },
  ];
}

function placeIn(files: readonly Item[], path: Path, at: 'key' | 'value'): ReturnType<Place> {
  const file = files.findLast(({ value }) => isWritten(value, path)) ?? files.at(-1);
  return file?.place(path, at) ?? { source: { path: '', text: '' } };
}
