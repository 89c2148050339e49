import { capacityGroupSpec } from '../schema/capacity-group.ts';
import { clusterTemplateSpec } from '../schema/cluster-template.ts';
import { jobTemplateSpec } from '../schema/job-template.ts';
import { type JsonSchema, plainSchema } from '../schema/json-schema.ts';
import { workerPoolSpec } from '../schema/worker-pool.ts';

/** Where in a spec quantities stand; `*` is any key of a map or any item of a list. Asked of the schemas, so that a new field is never forgotten. */
export const quantityPaths = {
  WorkerPool: pathsIn(plainSchema(workerPoolSpec)),
  CapacityGroup: pathsIn(plainSchema(capacityGroupSpec)),
  JobTemplate: pathsIn(plainSchema(jobTemplateSpec)),
  ClusterTemplate: pathsIn(plainSchema(clusterTemplateSpec)),
};

function pathsIn(schema: JsonSchema, at: readonly string[] = []): readonly (readonly string[])[] {
  if (schema['x-format'] === 'quantity') return [at];
  const { properties = {}, additionalProperties, items } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, child]) => pathsIn(child, [...at, name])),
    ...(items ? pathsIn(items, [...at, '*']) : []),
    ...(typeof additionalProperties === 'object'
      ? pathsIn(additionalProperties, [...at, '*'])
      : []),
  ];
}
