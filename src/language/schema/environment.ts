import { type Static, type TSchema, Type } from 'typebox';
import { capacityGroupSpec } from './capacity-group.ts';
import { clusterTemplateSpec } from './cluster-template.ts';
import { connections } from './connection.ts';
import { environmentDefaults } from './defaults.ts';
import { choice, fields, flag, formatted, map, optional, text } from './field.ts';
import { argocd, flux } from './gitops.ts';
import { grafana } from './grafana.ts';
import { jobTemplateSpec } from './job-template.ts';
import type { PolicyKind } from './kinds.ts';
import { policy, unscoped } from './metadata.ts';
import { namespaceObjects } from './namespace-objects.ts';
import { clusterNetwork } from './network.ts';
import { partial } from './partial.ts';
import { runtime } from './runtime.ts';
import { workerPoolSpec } from './worker-pool.ts';

const override = (kind: PolicyKind, spec: TSchema) =>
  Type.Object(
    {
      kind: Type.Literal(kind, {
        description: 'Kind of the policies it applies to.',
        examples: [kind],
      }),
      name: optional(
        text('Name of the policy it applies to.', 'mproject', { absent: 'all of the kind' }),
      ),
      namespace: optional(
        text('Namespace, as the policies write it, that it applies to.', 'montage', {
          absent: 'all namespaces',
        }),
      ),
      spec,
    },
    {
      additionalProperties: false,
      description: `Values for a ${kind}; maps merge, lists replace.`,
    },
  );

const overrides = Type.Array(
  Type.Unsafe<{
    readonly kind: PolicyKind;
    readonly name?: string;
    readonly namespace?: string;
    readonly spec: Readonly<Record<string, unknown>>;
  }>({
    type: 'object',
    description: 'Values that differ in this environment.',
    discriminator: { propertyName: 'kind' },
    required: ['kind'],
    oneOf: [
      override('WorkerPool', partial(workerPoolSpec)),
      override('CapacityGroup', partial(capacityGroupSpec)),
      override('JobTemplate', partial(jobTemplateSpec)),
      override('ClusterTemplate', partial(clusterTemplateSpec)),
    ],
  }),
  {
    description: 'Values that differ in this environment; later ones win.',
    examples: [[{ kind: 'WorkerPool', name: 'mproject', spec: { scaling: { max: 5 } } }]],
    default: [],
  },
);

export const environmentSpec = fields('Where the policies go.', {
  defaultNamespace: optional(
    formatted('name', 'Namespace of policies that name none.', 'montage', {
      default: environmentDefaults.defaultNamespace,
    }),
  ),
  namespaces: optional(
    map(
      formatted('name', 'Its name here.', 'montage-staging'),
      'Namespaces as policies write them, and what they are called here.',
      { montage: 'montage-staging' },
      { default: {} },
    ),
  ),
  labels: optional(
    map(
      Type.String(),
      'Labels on every object.',
      { 'example.org/environment': 'staging' },
      { default: {} },
    ),
  ),
  gitops: optional(
    choice(
      ['argocd', 'flux', 'none'],
      'What syncs dist/; Argo CD gets sync waves and prune protection as annotations.',
      'argocd',
      { default: 'none' },
    ),
  ),
  versions: optional(
    fields(
      'Versions in the cluster; a policy that needs a newer one is refused.',
      {
        kubernetes: optional(
          text('Kubernetes.', '1.32', {
            default: environmentDefaults.kubernetes,
            pattern: '^[0-9]+\\.[0-9]+$',
          }),
        ),
        keda: optional(
          text('KEDA.', '2.17', {
            default: environmentDefaults.keda,
            pattern: '^[0-9]+\\.[0-9]+$',
          }),
        ),
      },
      { default: {} },
    ),
  ),
  argocd: optional(argocd),
  flux: optional(flux),
  namespaceObjects: optional(namespaceObjects),
  runtime: optional(runtime),
  prometheusOperator: optional(
    fields(
      'The Prometheus operator, which reads PrometheusRules and PodMonitors.',
      {
        enabled: optional(flag('Whether it is there.', false, { default: true })),
        ruleLabels: optional(
          map(
            Type.String(),
            'Labels that it selects rules by.',
            { release: 'monitoring' },
            { default: {} },
          ),
        ),
        podMonitorLabels: optional(
          map(
            Type.String(),
            'Labels that it selects PodMonitors by.',
            { release: 'monitoring' },
            { default: {} },
          ),
        ),
      },
      { default: {} },
    ),
  ),
  grafana: optional(grafana),
  connections: optional(connections),
  network: optional(clusterNetwork),
  overrides: optional(overrides),
});

export const environment = policy(
  'Environment',
  'Where policies go: connections, versions and the values that differ.',
  unscoped,
  environmentSpec,
);

export type WrittenEnvironment = Static<typeof environmentSpec>;
