import { Type } from 'typebox';
import { env, envFrom, ports, preStop, probes, resources } from './container.ts';
import { workerDefaults } from './defaults.ts';
import {
  choice,
  countOrPercent,
  fields,
  flag,
  formatted,
  list,
  map,
  optional,
  text,
  verbatim,
} from './field.ts';
import { placement } from './placement.ts';
import { security } from './security.ts';
import { volumes } from './volume.ts';

export const worker = fields('One worker: the pod that the pool has many of.', {
  image: formatted(
    'image',
    'Image of the worker, with a tag or a digest.',
    'registry.example.org/montage2-worker:1.3.4',
  ),
  imagePullPolicy: optional(
    choice(['Always', 'IfNotPresent', 'Never'], 'When the image is pulled.', 'IfNotPresent', {
      absent: "Kubernetes' rule: Always for latest, else IfNotPresent",
    }),
  ),
  pullSecrets: optional(
    list(
      formatted('subdomain', 'Name of a Secret.', 'registry'),
      'Secrets that open the image registry.',
      ['registry'],
      { default: [] },
    ),
  ),
  command: optional(
    list(Type.String(), "Command, in place of the image's entrypoint.", ['hflow-job-listener'], {
      absent: "the image's",
    }),
  ),
  args: optional(
    list(Type.String(), "Arguments, in place of the image's.", ['--queue', 'montage'], {
      absent: "the image's",
    }),
  ),
  workingDir: optional(
    text('Folder that the command runs in.', '/data', { absent: "the image's" }),
  ),
  env: optional(env),
  envFrom: optional(envFrom),
  ports: optional(ports),
  resources: optional(resources),
  gracePeriod: optional(
    formatted('duration', 'How long a stopped worker may go on before it is killed.', '5m', {
      default: workerDefaults.gracePeriod,
    }),
  ),
  longestTask: optional(
    formatted(
      'duration',
      'How long the longest task takes; checked against the grace period.',
      '4m',
      { absent: 'not checked' },
    ),
  ),
  preStop: optional(preStop),
  volumes: optional(volumes),
  probes: optional(probes),
  placement: optional(placement),
  security: optional(security),
  priorityClass: optional(
    formatted(
      'subdomain',
      'PriorityClass of the pods; a pool in a group has that of its group.',
      'batch',
      { absent: "the group's, else the cluster's default" },
    ),
  ),
  serviceAccount: optional(
    fields(
      'The identity of the pods.',
      {
        name: optional(
          formatted('subdomain', 'An existing ServiceAccount to use.', 'workers', {
            absent: 'one of its own is made, named like the pool',
          }),
        ),
        annotations: optional(
          map(
            Type.String(),
            'Annotations on the one that is made, such as cloud identities.',
            { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/workers' },
            { default: {} },
          ),
        ),
      },
      { default: {} },
    ),
  ),
  rollout: optional(
    fields(
      'How a new version replaces the old one.',
      {
        maxSurge: optional(
          countOrPercent('So many pods more than wanted.', '25%', {
            default: workerDefaults.maxSurge,
          }),
        ),
        maxUnavailable: optional(
          countOrPercent('So many pods fewer than wanted.', 0, {
            default: workerDefaults.maxUnavailable,
          }),
        ),
        recreate: optional(flag('Stop all old pods first.', true, { default: false })),
      },
      { default: {} },
    ),
  ),
  labels: optional(
    map(
      Type.String(),
      'More labels on the pods.',
      { 'example.org/team': 'montage' },
      { default: {} },
    ),
  ),
  annotations: optional(
    map(
      Type.String(),
      'Annotations on the pods.',
      { 'example.org/log-format': 'json' },
      { default: {} },
    ),
  ),
  selector: optional(
    map(
      Type.String(),
      "The pod selector of a Deployment that is taken over from another tool; it is immutable, so it must be that Deployment's.",
      { app: 'mproject' },
      { absent: "Roster's own labels" },
    ),
  ),
  podTemplate: optional(
    verbatim(
      'Anything of the pod template that has no field here, as Kubernetes writes it; merged last.',
      { spec: { hostAliases: [{ ip: '10.0.0.1', hostnames: ['nfs'] }] } },
      { absent: 'nothing' },
    ),
  ),
});
