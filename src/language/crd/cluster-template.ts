import type { JsonObject } from '../../model/json.ts';
import { clusterTemplate } from '../schema/cluster-template.ts';
import { verbatim } from '../schema/field.ts';
import { type JsonSchema, plainSchema } from '../schema/json-schema.ts';
import { definition } from './definition.ts';
import { clusterTemplateChecks } from './rules/cluster-template.ts';
import { clusterStatus } from './status.ts';

/** The CustomResourceDefinition of ClusterTemplate. */
export function clusterTemplateDefinition(): JsonObject {
  return definition({
    policy: withFinished(plainSchema(clusterTemplate)),
    checks: clusterTemplateChecks,
    status: clusterStatus,
    kind: 'ClusterTemplate',
    shortName: 'ct',
    columns: [
      { name: 'Dialect', type: 'string', jsonPath: '.spec.dialect' },
      { name: 'Clusters', type: 'integer', jsonPath: '.status.clusters' },
      { name: 'Users', type: 'integer', jsonPath: '.status.users' },
      { name: 'Workers', type: 'integer', jsonPath: '.status.workers' },
      { name: 'Max', type: 'integer', jsonPath: '.spec.workers.max' },
    ],
  });
}

/** What a resource has that no policy writes: what the compiler has made of it for the gateway. */
const finished = {
  templates: {
    type: 'object',
    description: 'The finished pods; the gateway adds what differs by cluster.',
    properties: {
      scheduler: plainSchema(verbatim('The pod template of the scheduler or controller.', {})),
      worker: plainSchema(verbatim('The pod template of the workers.', {})),
    },
  },
  optionsSchema: plainSchema(
    verbatim('What users may set, as a JSON Schema of draft 2020-12.', {}),
  ),
} satisfies Readonly<Record<string, JsonSchema>>;

function withFinished(policy: JsonSchema): JsonSchema {
  const { spec, ...others } = policy.properties ?? {};
  const properties = { ...spec?.properties, ...finished };
  return { ...policy, properties: { ...others, spec: { ...spec, properties } } };
}
