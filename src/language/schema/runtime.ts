import { environmentDefaults, runtimeDefaults } from './defaults.ts';
import {
  choice,
  fields,
  flag,
  formatted,
  integer,
  list,
  map,
  optional,
  quantity,
  text,
} from './field.ts';
import { lastingToleration } from './toleration.ts';

const amounts = (description: string, of: Readonly<Record<'cpu' | 'memory', string | undefined>>) =>
  fields(
    description,
    {
      cpu: optional(quantity('CPU.', '100m', defaultOr(of.cpu))),
      memory: optional(quantity('Memory.', '128Mi', defaultOr(of.memory))),
    },
    { default: {} },
  );

function defaultOr(value: string | undefined) {
  return value === undefined ? { absent: 'no limit' } : { default: value };
}

const component = (description: string) =>
  fields(
    description,
    {
      replicas: optional(
        integer('How many there are; one does the work, the others stand by.', 2, {
          default: runtimeDefaults.replicas,
          minimum: 1,
          maximum: 9,
        }),
      ),
      resources: optional(
        fields(
          'What it asks for and may use.',
          {
            requests: optional(amounts('What is set aside for it.', runtimeDefaults.requests)),
            limits: optional(amounts('What it may use at most.', runtimeDefaults.limits)),
          },
          { default: {} },
        ),
      ),
      nodeSelector: optional(
        map(
          text('Value of the label.', 'platform'),
          'Labels that a node must have.',
          { 'example.org/nodepool': 'platform' },
          { default: {} },
        ),
      ),
      tolerations: optional(
        list(
          lastingToleration,
          'Taints that the pods put up with.',
          [{ key: 'dedicated', operator: 'Exists' }],
          {
            default: [],
          },
        ),
      ),
      priorityClass: optional(
        formatted('subdomain', 'PriorityClass of the pods.', 'system-cluster-critical', {
          absent: 'the default of the cluster',
        }),
      ),
    },
    { default: {} },
  );

export const runtime = fields(
  "Roster's own component in the cluster. Its NetworkPolicies, Roles and admission policies are made of the policies; the ValidatingAdmissionPolicies need Kubernetes 1.30.",
  {
    enabled: optional(
      flag(
        'Without it no custom resource is rendered, and policies that need it are errors.',
        false,
        { default: true },
      ),
    ),
    namespace: optional(
      formatted(
        'name',
        'Namespace of its own Deployments. The Secrets of the connections that it reads must be there, too.',
        'roster',
        { default: environmentDefaults.runtimeNamespace },
      ),
    ),
    image: optional(
      formatted('image', 'Its image.', 'registry.example.org/roster/runtime:0.1.0', {
        absent: 'its own manifests are not rendered, and it is installed another way',
      }),
    ),
    imagePullPolicy: optional(
      choice(['Always', 'IfNotPresent', 'Never'], 'When the image is pulled.', 'IfNotPresent', {
        absent: 'Kubernetes decides: Always for the tag latest, else IfNotPresent',
      }),
    ),
    pullSecrets: optional(
      list(
        formatted('subdomain', 'Name of a Secret in the namespace of the runtime.', 'registry'),
        'Secrets that open the registry of its image.',
        ['registry'],
        { default: [] },
      ),
    ),
    logLevel: optional(
      choice(['debug', 'info', 'warn', 'error'], 'How much it logs.', 'debug', {
        default: runtimeDefaults.logLevel,
      }),
    ),
    apiServer: optional(
      list(
        text('A block of addresses.', '10.0.0.1/32'),
        'Where the API server is on the network; it has no labels that a NetworkPolicy could select it by.',
        ['10.0.0.1/32'],
        { absent: 'the ports 443 and 6443 of any address are let through', minItems: 1 },
      ),
    ),
    controller: optional(component('The Deployment that scales pools and starts Jobs.')),
    gateway: optional(
      component(
        'The Deployment that answers HTTP; it is there where a ClusterTemplate, or a JobTemplate started by HTTP, is.',
      ),
    ),
  },
  { default: {} },
);
