import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { env, envFrom, ports, preStop, probes, resources } from './container.ts';
import { workerDefaults } from './defaults.ts';
import { choice, fields, formatted, list, map, optional, text, verbatim } from './field.ts';
import { placement } from './placement.ts';
import { security } from './security.ts';
import { initContainers, sidecars } from './side-container.ts';
import { volumes } from './volume.ts';

/** What any pod has: that of a pool, of a job, of a cluster's scheduler and of its workers. */
export const podFields = {
  image: formatted(
    'image',
    'Image, with a tag or a digest.',
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
      { default: [], maxItems: 32 },
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
    formatted('duration', 'How long a stopped pod may go on before it is killed.', '5m', {
      default: workerDefaults.gracePeriod,
    }),
  ),
  preStop: optional(preStop),
  volumes: optional(volumes),
  probes: optional(probes),
  initContainers: optional(initContainers),
  sidecars: optional(sidecars),
  placement: optional(placement),
  security: optional(security),
  priorityClass: optional(
    formatted(
      'subdomain',
      'PriorityClass of the pods; those of a group have that of the group.',
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
            absent: 'one of its own is made, named like the policy',
          }),
        ),
        annotations: optional(
          map(
            Type.String(),
            'Annotations on the one that is made, such as cloud identities.',
            { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/workers' },
            { default: {}, maxProperties: 64 },
          ),
        ),
      },
      { default: {} },
    ),
  ),
  labels: optional(
    map(
      Type.String(),
      'More labels on the pods.',
      { 'example.org/team': 'montage' },
      { default: {}, maxProperties: 64 },
    ),
  ),
  annotations: optional(
    map(
      Type.String(),
      'Annotations on the pods.',
      { 'example.org/log-format': 'json' },
      { default: {}, maxProperties: 64 },
    ),
  ),
  podTemplate: optional(
    verbatim(
      'Anything of the pod template that has no field here, as Kubernetes writes it; merged last.',
      { spec: { hostAliases: [{ ip: '10.0.0.1', hostnames: ['nfs'] }] } },
      { absent: 'nothing' },
    ),
  ),
};

export type WrittenPod = Static<TObject<typeof podFields>>;

/** The schema of a pod, with what only this one has after what any pod has. */
export function podSchema<T extends TProperties = Record<never, never>>(
  description: string,
  more: T = {} as T,
) {
  return fields(description, { ...podFields, ...more });
}
