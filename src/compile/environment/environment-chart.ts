import type { Construct } from 'constructs';
import type { Environment } from '../../model/environment.ts';
import { isObject, type JsonObject } from '../../model/json.ts';
import { type Labels, managedByRoster } from '../labels.ts';
import type { KubernetesObject } from '../object.ts';
import { PolicyChart } from '../policy-chart.ts';
import { environmentRef } from '../policy-ref.ts';
import { commonAnnotations } from '../sync.ts';

/** What an environment needs once, beside its policies: the definitions of our custom resources, for the runtime. */
export class EnvironmentChart extends PolicyChart {
  constructor(scope: Construct, environment: Environment, crds: readonly JsonObject[]) {
    super(scope, environmentRef(environment));
    if (!environment.runtime) return;
    for (const crd of crds) {
      const object = synced(crd);
      this.add(object, object.metadata.name);
    }
  }
}

/**
 * There is one definition in a cluster, whatever number of environments: it has nothing of any of them on it, neither labels
 * nor the choice of an engine.
 */
function synced(crd: JsonObject): KubernetesObject {
  const { metadata } = crd;
  if (!isObject(metadata) || typeof metadata.name !== 'string') {
    throw new Error('a CustomResourceDefinition has no name');
  }
  const named = {
    ...metadata,
    name: metadata.name,
    labels: { ...texts(metadata.labels), ...managedByRoster },
    annotations: { ...texts(metadata.annotations), ...commonAnnotations(`${crd.kind}`) },
  };
  return { ...crd, metadata: named } as unknown as KubernetesObject;
}

function texts(value: unknown): Labels {
  return isObject(value) ? (value as Labels) : {};
}
