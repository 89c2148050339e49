import type { Construct } from 'constructs';
import type { Environment } from '../model/environment.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import { environmentLabels, type Labels } from './labels.ts';
import { withAnnotations } from './metadata.ts';
import type { KubernetesObject } from './object.ts';
import { PolicyChart } from './policy-chart.ts';
import { environmentRef } from './policy-ref.ts';
import { syncAnnotations } from './sync.ts';

/** What an environment needs once, beside its policies: the definitions of our custom resources, for the runtime. */
export class EnvironmentChart extends PolicyChart {
  constructor(scope: Construct, environment: Environment, crds: readonly JsonObject[]) {
    super(scope, environmentRef(environment));
    if (!environment.runtime) return;
    for (const crd of crds) {
      const object = synced(crd, environment);
      this.add(object, object.metadata.name);
    }
  }
}

function synced(crd: JsonObject, environment: Environment): KubernetesObject {
  const { metadata } = crd;
  if (!isObject(metadata) || typeof metadata.name !== 'string') {
    throw new Error('a CustomResourceDefinition has no name');
  }
  const labelled = { ...metadata, labels: environmentLabels(environment, texts(metadata.labels)) };
  const annotations = {
    ...texts(metadata.annotations),
    ...syncAnnotations(`${crd.kind}`, environment),
  };
  const named = withAnnotations({ ...labelled, name: metadata.name }, annotations);
  return { ...crd, metadata: named } as unknown as KubernetesObject;
}

function texts(value: unknown): Labels {
  return isObject(value) ? (value as Labels) : {};
}
