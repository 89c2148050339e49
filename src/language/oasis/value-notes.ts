import type { JsonObject } from '../../model/json.ts';
import { partOf } from '../import/part.ts';

const read: ReadonlySet<string> = new Set([
  'workers',
  'modelVolumes',
  'affinity',
  'modelImages',
  'databases',
  'oasisServer',
  'volumes',
  'workerController',
]);

const known: ReadonlySet<string> = new Set([
  'supplierId',
  'modelId',
  'modelVersionId',
  'apiVersion',
  'image',
  'version',
  'imagePullPolicy',
  'registryCredentials',
  'env',
  'volumes',
  'resources',
]);

/** Says what of the chart has no counterpart, or is for a person to do. */
export function valueNotes(values: JsonObject, environment: 'made' | 'given'): readonly string[] {
  return [
    ...Object.keys(values)
      .filter((key) => !read.has(key))
      .map((key) => `\`${key}\` of the values has no counterpart and is left out`),
    ...Object.entries(partOf(values, 'workers')).flatMap(([name, worker]) =>
      Object.keys(worker as JsonObject)
        .filter((key) => !known.has(key))
        .map((key) => workerNote(name, key)),
    ),
    ...always,
    ...(environment === 'made'
      ? [
          'make a Secret `oasis-login` with the keys `username` and `password` of the service account (they are `username_or_id` and `password_or_secret` of `oasis-service-account-credentials`); with OIDC write `credentials: {client: …}`',
        ]
      : []),
  ];
}

function workerNote(name: string, key: string): string {
  if (key === 'autoScaling')
    return `worker \`${name}\`: \`autoScaling\` became annotations that nothing reads, and is left out`;
  if (key === 'groups')
    return `worker \`${name}\`: \`groups\` is for the registration of the model, which Roster does not do`;
  return `worker \`${name}\`: \`${key}\` has no counterpart and is left out`;
}

const always = [
  'stop the worker-controller before the policies are applied: two that move one Deployment would fight',
  'what registers the models, and the volumes and claims of `modelVolumes`, stays with the chart; Roster makes none of them',
  'the labels and checksum annotations of Helm are gone; the five labels `oasislmf/…`, by which the worker-controller finds a model, stay',
  'the init container waits for broker and results with a command of its own; the chart has a script of its own',
  'workers get no token of a ServiceAccount, which they have no use for; the chart gave them one',
  'a model without settings is left to what the Oasis API says, inside `min` and `max` of its policy: set `max` to what the cluster can hold',
  'the pools get alerts and a PodDisruptionBudget, which the chart does not make; `alerts: {enabled: false}` and `disruption: {maxUnavailable: 100%}` take them away',
];
