import { compareText } from '../../model/order.ts';
import { type ModelIdentity, queueOf } from './identity.ts';

/** A Deployment of workers as its labels say it; a label that is missing is empty text. */
export interface WorkerDeployment {
  readonly name: string;
  readonly supplier: string;
  readonly model: string;
  readonly version: string;
  readonly api: string;
  /** `spec.replicas`. */
  readonly replicas: number;
  /** RFC 3339 in UTC, as Kubernetes writes it, so that text order is time order; empty where it is not known. */
  readonly createdAt: string;
}

/** A Deployment that can be served, with the queue its workers listen on. */
export interface ServedDeployment {
  readonly name: string;
  readonly identity: ModelIdentity;
  readonly queue: string;
  readonly replicas: number;
}

export interface Served {
  readonly served: readonly ServedDeployment[];
  /** By name: why a Deployment is left alone. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Tells the Deployments that can be served from those that cannot. Of two for one queue the older one is. */
export function serve(deployments: readonly WorkerDeployment[]): Served {
  const byQueue = new Map<string, string>();
  const served: ServedDeployment[] = [];
  const refused = new Map<string, string>();
  for (const deployment of deployments.toSorted(byAge)) {
    const identity = identityOf(deployment);
    if (typeof identity === 'string') {
      refused.set(deployment.name, identity);
      continue;
    }
    const queue = queueOf(identity);
    const other = byQueue.get(queue);
    if (other === undefined) {
      byQueue.set(queue, deployment.name);
      served.push({ name: deployment.name, identity, queue, replicas: deployment.replicas });
    } else refused.set(deployment.name, `Deployment ${other} is older and serves its queue`);
  }
  return { served, refused };
}

function byAge(one: WorkerDeployment, other: WorkerDeployment): number {
  return compareText(one.createdAt, other.createdAt) || compareText(one.name, other.name);
}

const labels = {
  supplier: 'oasislmf/supplier-id',
  model: 'oasislmf/model-id',
  version: 'oasislmf/model-version-id',
} as const;

/** The identity, or what is wrong with the labels. */
function identityOf({ supplier, model, version, api }: WorkerDeployment): ModelIdentity | string {
  const parts = { supplier, model, version };
  for (const part of ['supplier', 'model', 'version'] as const) {
    if (parts[part] === '') return `the label ${labels[part]} is missing`;
  }
  if (api === 'v1' || api === 'v2') return { ...parts, api };
  return 'the label oasislmf/api-version is neither v1 nor v2';
}
