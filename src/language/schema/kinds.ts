/** The kinds that lie in a namespace, become objects, and that an Environment's overrides may name. */
export const policyKinds = [
  'WorkerPool',
  'CapacityGroup',
  'JobTemplate',
  'ClusterTemplate',
] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** All kinds of the language. */
export const kinds = [...policyKinds, 'Profile', 'Environment'] as const;
export type Kind = (typeof kinds)[number];
