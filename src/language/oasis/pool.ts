import type { JsonObject } from '../../model/json.ts';
import { readDeployment } from '../import/deployment.ts';
import { type Counterpart, type Draft, poolWords } from '../import/draft.ts';
import { isDnsLabel } from '../values/names.ts';
import { chartDeployment } from './chart-deployment.ts';
import { deploymentName, type Model } from './model.ts';
import {
  leaveToPlatform,
  type ReadConfiguration,
  readConfiguration,
} from './scaling-configuration.ts';
import type { Settings } from './settings.ts';

/** A worker of the chart as a pool. */
export interface OasisPool {
  readonly draft: Draft;
  readonly counterpart: Counterpart;
  readonly notes: readonly string[];
}

/** What all pools of an import have in common. */
export interface Around {
  readonly values: JsonObject;
  readonly namespace: string | undefined;
  /** The most workers of a model whose numbers the API holds. */
  readonly max: number;
  readonly connection: string;
  readonly connections: JsonObject;
  readonly file: string;
}

/** Reads a worker of the chart's values; a `problem` says why it cannot be a pool. */
export function readOasisPool(
  key: string,
  worker: JsonObject,
  model: Model,
  settings: Settings | undefined,
  around: Around,
): OasisPool | { readonly problem: string } {
  const { values, namespace, file } = around;
  const chart = chartDeployment(values, worker, model, namespace);
  if ('problem' in chart) return chart;
  const written = deploymentName(model);
  const name = isDnsLabel(written) ? written : cleaned(written);
  const read = readDeployment(chart.object, name);
  if ('problem' in read) return read;
  const pool = poolWords({ name, namespace });
  const { scaling, notes } = scalingOf(settings, around, pool);
  const { mode = 'platform', ...numbers } = scaling.scaling;
  const signal = signalOf(model, scaling, around.connection);
  const { selector, ...others } = withoutToken(read.worker);
  const isRenamed = name !== written;
  return {
    draft: {
      name,
      namespace,
      labels: read.labels,
      connections: around.connections,
      head: `From the worker ${key} of ${file.split('/').at(-1)}: ${model.supplier} ${model.model} ${model.version}, API ${model.api}.`,
      spec: {
        worker: { ...others, ...(!isRenamed && selector !== undefined && { selector }) },
        scaling: { mode, signal, ...numbers },
      },
    },
    counterpart: { object: chart.object, file, pool: { name, namespace }, container: 'worker' },
    notes: [
      ...chart.notes.map((note) => `${pool}: ${note}`),
      ...notes,
      ...(isRenamed
        ? [
            `${pool}: its Deployment was \`${written}\`, which a policy cannot be called; delete that one, since the worker-controller serves one Deployment a model`,
          ]
        : []),
    ],
  };
}

/** A name of a policy is a DNS label: no dots, no underscores. */
function cleaned(name: string): string {
  return name.replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
}

function scalingOf(
  settings: Settings | undefined,
  { max }: Around,
  pool: string,
): { readonly scaling: ReadConfiguration; readonly notes: readonly string[] } {
  if (settings === undefined) return { scaling: leaveToPlatform(max), notes: [] };
  const read = readConfiguration(settings.configuration);
  if (!('reason' in read)) return { scaling: read, notes: [] };
  return {
    scaling: leaveToPlatform(max),
    notes: [`${pool} is left to the platform, since ${read.reason} (${settings.place})`],
  };
}

function signalOf(
  { supplier, model, version, api }: Model,
  { count }: ReadConfiguration,
  connection: string,
): JsonObject {
  return {
    oasis: {
      supplier,
      model,
      version,
      api,
      ...(count !== 'analyses' && { count }),
      connection,
    },
  };
}

/** A worker asks nothing of the API server; the chart gave it a token because it did not say otherwise. */
function withoutToken(worker: JsonObject): JsonObject {
  const { security, ...rest } = worker as { readonly security: JsonObject };
  const relax = (security.relax as readonly string[]).filter(
    (rule) => rule !== 'serviceAccountToken',
  );
  return { ...rest, security: { ...security, relax } };
}
