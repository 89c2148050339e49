import { Type } from 'typebox';
import { env, envFrom, ports, probes, resources } from './container.ts';
import { choice, fields, flag, formatted, list, optional, text } from './field.ts';
import { longestPath } from './volume.ts';

/** Containers that may stand before the main one, and as many beside it. */
const mostBeside = 32;

const mounts = list(
  fields('A volume of the pod and where the container sees it.', {
    volume: formatted('name', 'Name of one of the volumes of the pod.', 'work'),
    path: text('Where the container sees it.', '/data', { pattern: '^/', maxLength: longestPath }),
    subPath: optional(
      text('Only this folder of it.', 'runs', {
        absent: 'the whole volume',
        maxLength: longestPath,
      }),
    ),
    readOnly: optional(flag('Whether the container may only read it.', true, { default: false })),
  }),
  'Volumes of the pod that the container sees.',
  [{ volume: 'work', path: '/data' }],
  { default: [], maxItems: 64 },
);

const common = {
  name: formatted('name', 'Name of the container, unique in the pod.', 'proxy'),
  image: formatted(
    'image',
    'Image, with a tag or a digest.',
    'registry.example.org/broker-proxy:2.1.0',
  ),
  imagePullPolicy: optional(
    choice(['Always', 'IfNotPresent', 'Never'], 'When the image is pulled.', 'IfNotPresent', {
      absent: "Kubernetes' rule: Always for latest, else IfNotPresent",
    }),
  ),
  command: optional(
    list(Type.String(), "Command, in place of the image's entrypoint.", ['/proxy'], {
      absent: "the image's",
    }),
  ),
  args: optional(
    list(Type.String(), "Arguments, in place of the image's.", ['--listen', '5672'], {
      absent: "the image's",
    }),
  ),
  workingDir: optional(
    text('Folder that the command runs in.', '/data', { absent: "the image's" }),
  ),
  env: optional(env),
  envFrom: optional(envFrom),
  resources: optional(resources),
  mounts: optional(mounts),
};

export const initContainers = list(
  fields('A container that must end well before the others start.', common),
  'Containers that run to their end, one after another, before the sidecars and the main container start; hardened like it.',
  [{ name: 'fetch', image: 'registry.example.org/fetch:1.0.2', args: ['/data'] }],
  { default: [], maxItems: mostBeside },
);

const { resources: _, mounts: __, ...first } = common;

export const sidecars = list(
  fields('A container that runs beside the main one as long as the pod lives.', {
    ...first,
    ports: optional(ports),
    resources: optional(resources),
    mounts: optional(mounts),
    probes: optional(probes),
  }),
  'Containers that run beside the main one; hardened like it. From Kubernetes 1.29 on they start before it and stop after it.',
  [{ name: 'proxy', image: 'registry.example.org/broker-proxy:2.1.0' }],
  { default: [], maxItems: mostBeside },
);
