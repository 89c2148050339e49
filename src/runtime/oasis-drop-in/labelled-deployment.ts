import type { WorkerDeployment } from '../../scaling/oasis/served.ts';
import type { KubeObject } from '../kube/api-client.ts';

/** A Deployment of the models chart, of what the API server says only what scaling needs. */
export interface LabelledDeployment extends KubeObject {
  readonly spec?: { readonly replicas?: number };
}

export const workerLabel = 'oasislmf/type=worker';

/** Keeps what scaling needs: a pod template with its environment is many times larger. */
export function trimDeployment({ metadata, spec }: LabelledDeployment): LabelledDeployment {
  const { annotations, managedFields, ...kept } = metadata as Metadata;
  return { metadata: kept, spec: { replicas: spec?.replicas ?? 1 } };
}

type Metadata = KubeObject['metadata'] & { readonly managedFields?: unknown };

/** Without a number a Deployment has one replica. */
export function replicasOf({ spec }: LabelledDeployment): number {
  return spec?.replicas ?? 1;
}

/** The Deployment as its labels say it. `replicas`: those on their way, where that is more than it has. */
export function workersOf(deployment: LabelledDeployment, onTheirWay: number): WorkerDeployment {
  const { name, labels = {}, creationTimestamp = '' } = deployment.metadata;
  return {
    name,
    supplier: labels['oasislmf/supplier-id'] ?? '',
    model: labels['oasislmf/model-id'] ?? '',
    version: labels['oasislmf/model-version-id'] ?? '',
    api: labels['oasislmf/api-version'] ?? '',
    replicas: Math.max(replicasOf(deployment), onTheirWay),
    createdAt: creationTimestamp,
  };
}
