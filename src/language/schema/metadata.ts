import { type TSchema, Type } from 'typebox';
import { apiVersion } from './api-version.ts';
import { fields, formatted, map, optional } from './field.ts';

const labels = optional(
  map(
    Type.String(),
    'Labels, on every object that comes of it.',
    { 'example.org/team': 'montage' },
    { default: {} },
  ),
);
const annotations = optional(
  map(
    Type.String(),
    'Annotations, on the custom resource that comes of it.',
    { 'example.org/ticket': 'OPS-1' },
    { default: {} },
  ),
);

/** Metadata of a kind that lives in a namespace. */
export const namespaced = fields('Its identity.', {
  name: formatted('name', 'Its name.', 'mproject'),
  namespace: optional(
    formatted('name', 'Its namespace; an Environment may map it to another.', 'montage', {
      absent: "the Environment's `defaultNamespace`",
    }),
  ),
  labels,
  annotations,
});

/** Metadata of a kind that stands beside the namespaces and becomes no object that labels could go on. */
export const unscoped = fields('Its identity.', {
  name: formatted('name', 'Its name.', 'staging'),
});

/** The schema of a whole policy document. */
export function policy<const Kind extends string, Metadata extends TSchema, Spec extends TSchema>(
  kind: Kind,
  description: string,
  metadata: Metadata,
  spec: Spec,
) {
  return Type.Object(
    {
      apiVersion: Type.Literal(apiVersion, {
        description: 'Version of the policy language.',
        examples: [apiVersion],
      }),
      kind: Type.Literal(kind, { description: 'Kind of the policy.', examples: [kind] }),
      metadata,
      spec,
    },
    { title: kind, description, additionalProperties: false },
  );
}
