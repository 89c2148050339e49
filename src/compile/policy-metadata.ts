import type { Environment } from '../model/environment.ts';
import type { Identity } from '../model/worker-pool.ts';
import { type Labels, managedByRoster } from './labels.ts';
import { withAnnotations } from './metadata.ts';
import type { Metadata } from './object.ts';
import { syncAnnotations } from './sync.ts';

/** What a policy's objects are labelled by, beside what every object has. */
const ownerLabel = {
  JobTemplate: 'roster.dev/job-template',
  ClusterTemplate: 'roster.dev/cluster-template',
} as const;

type Owner = Identity & { readonly kind: keyof typeof ownerLabel; readonly group?: string };

interface More {
  /** Absent: the object is named like the policy. */
  readonly name?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** The metadata of an object of this kind that comes of a JobTemplate or ClusterTemplate. Annotations of ours win over those given. */
export function policyMetadata(
  kind: string,
  policy: Owner,
  environment: Environment,
  { name = policy.name, labels, annotations }: More = {},
): Metadata {
  return withAnnotations(
    {
      name,
      namespace: policy.namespace,
      labels: { ...policyLabels(policy, environment), ...labels },
    },
    { ...annotations, ...syncAnnotations(kind, environment) },
  );
}

/** The labels of every object of a JobTemplate or ClusterTemplate; those of policies cannot override ours. */
export function policyLabels(policy: Owner, environment: Environment): Labels {
  return { ...environment.labels, ...policy.labels, ...fixedPolicyLabels(policy) };
}

/** The labels that nothing in a policy can change. */
export function fixedPolicyLabels({ kind, name, group }: Owner): Labels {
  return {
    'app.kubernetes.io/name': name,
    ...managedByRoster,
    ...(group === undefined ? {} : { 'app.kubernetes.io/part-of': group }),
    [ownerLabel[kind]]: name,
  };
}
