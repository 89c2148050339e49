import { isObject, type JsonObject } from '../../model/json.ts';
import { chartVariables, waitingContainer } from './chart-variables.ts';
import { chartVolumes } from './chart-volumes.ts';
import { deploymentName, type Model, textOf } from './model.ts';

/** The Deployment that the chart makes of a worker of its values, but for the labels and checksums of Helm. */
export interface ChartDeployment {
  readonly object: JsonObject;
  readonly notes: readonly string[];
}

/** Makes the chart's Deployment; a `problem` says what the values lack. */
export function chartDeployment(
  values: JsonObject,
  worker: JsonObject,
  model: Model,
  namespace: string | undefined,
): ChartDeployment | { readonly problem: string } {
  const [image, version] = [textOf(worker.image), textOf(worker.version)];
  if (!image || !version) return { problem: 'it needs `image` and `version`' };
  const name = deploymentName(model);
  const { volumes, mounts, notes } = chartVolumes(values, worker, model);
  const labels = labelsOf(model);
  const { imagePullPolicy, registryCredentials, resources } = worker;
  const container = {
    name: 'worker',
    image: `${image}:${version}`,
    ...(typeof imagePullPolicy === 'string' && { imagePullPolicy }),
    env: chartVariables(values, worker, model),
    ...(isObject(resources) && { resources: resources as JsonObject }),
    ...probesOf(model),
    volumeMounts: mounts,
  };
  const spec = {
    ...(typeof registryCredentials === 'string' && {
      imagePullSecrets: [{ name: registryCredentials }],
    }),
    ...(isObject(values.affinity) && { affinity: values.affinity as JsonObject }),
    initContainers: [waitingContainer(values)],
    containers: [container],
    volumes,
  };
  return {
    notes,
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, ...(namespace !== undefined && { namespace }), labels },
      spec: {
        replicas: 0,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { ...labels, app: name } }, spec },
      },
    },
  };
}

/** By these the worker-controller finds the Deployment of a model. */
function labelsOf({ supplier, model, version, api }: Model): Readonly<Record<string, string>> {
  return {
    'oasislmf/type': 'worker',
    'oasislmf/supplier-id': supplier,
    'oasislmf/model-id': model,
    'oasislmf/model-version-id': version,
    'oasislmf/api-version': api,
  };
}

function probesOf({ api }: Model): JsonObject {
  const module =
    api === 'v1'
      ? 'src.model_execution_worker.tasks'
      : 'src.model_execution_worker.distributed_tasks';
  const exec = { command: ['celery', '-A', module, 'inspect', 'ping'] };
  return {
    startupProbe: { exec, timeoutSeconds: 5, periodSeconds: 10, failureThreshold: 30 },
    livenessProbe: {
      exec,
      initialDelaySeconds: 30,
      periodSeconds: 60,
      timeoutSeconds: 60,
      failureThreshold: 15,
    },
  };
}
