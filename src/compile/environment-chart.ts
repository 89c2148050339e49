import type { Construct } from 'constructs';
import type { Environment } from '../model/environment.ts';
import { isObject, type JsonObject } from '../model/json.ts';
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
  const annotations = {
    ...object(metadata.annotations),
    ...syncAnnotations(`${crd.kind}`, environment),
  };
  const named = Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations };
  return { ...crd, metadata: named } as unknown as KubernetesObject;
}

function object(value: unknown): object {
  return isObject(value) ? value : {};
}
