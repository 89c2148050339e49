import type { JsonObject } from '../../model/json.ts';
import { apiVersion } from '../schema/api-version.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { structural } from './structural.ts';

/** A column of `kubectl get`. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly jsonPath: string;
  readonly description?: string;
}

interface Resource {
  /** The schema of the policy; what a resource cannot say is already taken out. */
  readonly policy: JsonSchema;
  readonly status: JsonObject;
  readonly kind: string;
  readonly shortName: string;
  readonly columns: readonly Column[];
}

const [group = '', version = ''] = apiVersion.split('/');
const age: Column = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

/** Makes the CustomResourceDefinition of a policy kind; the runtime reads `spec` and writes `status`. */
export function definition({ policy, status, kind, shortName, columns }: Resource): JsonObject {
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: {
        categories: ['roster'],
        kind,
        listKind: `${kind}List`,
        plural,
        shortNames: [shortName],
        singular,
      },
      scope: 'Namespaced',
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          additionalPrinterColumns: [...columns, age].map((column) => ({ ...column })),
          schema: { openAPIV3Schema: resourceSchema(policy, status) },
          subresources: { status: {} },
        },
      ],
    },
  };
}

function resourceSchema(policy: JsonSchema, status: JsonObject): JsonObject {
  const { metadata, spec } = policy.properties ?? {};
  const name = metadata?.properties?.name;
  if (name === undefined || spec === undefined) throw new Error('a policy has a name and a spec');
  return {
    description: policy.description,
    type: 'object',
    properties: {
      apiVersion: { description: 'Version of the resource.', type: 'string' },
      kind: { description: 'Kind of the resource.', type: 'string' },
      // of the metadata a structural schema may restrict the name, and nothing else
      metadata: { type: 'object', properties: { name: structural(name) } },
      spec: structural(spec),
      status,
    },
    required: ['spec'],
  };
}
