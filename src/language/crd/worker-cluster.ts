import { isObject, type JsonObject } from '../../model/json.ts';
import { plainSchema } from '../schema/json-schema.ts';
import { workerCluster } from '../schema/worker-cluster.ts';
import { definition } from './definition.ts';
import { workerClusterChecks } from './rules/worker-cluster.ts';
import { workerClusterStatus } from './worker-cluster-status.ts';

/** The CustomResourceDefinition of WorkerCluster, which `kubectl scale` can change the number of workers of. */
export function workerClusterDefinition(): JsonObject {
  const plain = definition({
    policy: plainSchema(workerCluster),
    checks: workerClusterChecks,
    status: workerClusterStatus,
    kind: 'WorkerCluster',
    shortName: 'wc',
    columns: [
      { name: 'Template', type: 'string', jsonPath: '.spec.template' },
      { name: 'Owner', type: 'string', jsonPath: '.spec.owner' },
      { name: 'Phase', type: 'string', jsonPath: '.status.phase' },
      { name: 'Wanted', type: 'integer', jsonPath: '.status.workers.wanted' },
      { name: 'Ready', type: 'integer', jsonPath: '.status.workers.ready' },
      { name: 'Reason', type: 'string', jsonPath: '.status.reason' },
    ],
  });
  return { ...plain, spec: scalable(plain.spec) };
}

const scale = {
  specReplicasPath: '.spec.workers.wanted',
  statusReplicasPath: '.status.workers.current',
  labelSelectorPath: '.status.selector',
};

function scalable(spec: unknown): JsonObject {
  if (!isObject(spec) || !Array.isArray(spec.versions))
    throw new Error('a definition has versions');
  const versions = spec.versions.map((version: JsonObject) => ({
    ...version,
    subresources: { status: {}, scale },
  }));
  return { ...spec, versions } as JsonObject;
}
