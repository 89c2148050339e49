import type { JsonObject } from '../../model/json.ts';
import { apiVersion } from '../schema/api-version.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { ChecksByPath } from './rules/rule.ts';
import { structural } from './structural.ts';

/** A column of `kubectl get`. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  readonly jsonPath: string;
  readonly description?: string;
}

interface Resource {
  /** The schema of the policy; what a resource cannot say is already taken out. */
  readonly policy: JsonSchema;
  /** What the API server checks beyond that schema, by path from `spec` on; at the empty path, of all of it. */
  readonly checks?: ChecksByPath;
  readonly status: JsonObject;
  readonly kind: string;
  readonly shortName: string;
  readonly columns: readonly Column[];
}

const [group = '', version = ''] = apiVersion.split('/');
const age: Column = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

/** Makes the CustomResourceDefinition of a policy kind; the runtime reads `spec` and writes `status`. */
export function definition({
  policy,
  checks,
  status,
  kind,
  shortName,
  columns,
}: Resource): JsonObject {
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
          schema: { openAPIV3Schema: resourceSchema(policy, status, checks) },
          subresources: { status: {} },
        },
      ],
    },
  };
}

function resourceSchema(
  policy: JsonSchema,
  status: JsonObject,
  checks: ChecksByPath = {},
): JsonObject {
  const { metadata, spec } = policy.properties ?? {};
  const name = metadata?.properties?.name;
  const rules = checks['']?.rules;
  if (name === undefined || spec === undefined) throw new Error('a policy has a name and a spec');
  return {
    description: policy.description,
    type: 'object',
    properties: {
      apiVersion: { description: 'Version of the resource.', type: 'string' },
      kind: { description: 'Kind of the resource.', type: 'string' },
      // of the metadata a structural schema may restrict the name, and nothing else
      metadata: { type: 'object', properties: { name: structural(name) } },
      spec: structural(spec, ofSpec(checks)),
      status,
    },
    required: ['spec'],
    ...(rules && { 'x-kubernetes-validations': rules.map((rule) => ({ ...rule })) }),
  };
}

/** The checks of the spec, by their paths in it; those of the whole resource stand at the empty path. */
function ofSpec({ '': _, ...checks }: ChecksByPath): ChecksByPath {
  return Object.fromEntries(
    Object.entries(checks).map(([path, one]) => {
      if (!/^spec(\.|$)/.test(path)) throw new Error(`${path} is not in the spec`);
      return [path.slice('spec.'.length), one];
    }),
  );
}
