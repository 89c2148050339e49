import { Type } from 'typebox';
import { workerDefaults } from './defaults.ts';
import { countOrPercent, fields, flag, formatted, map, optional } from './field.ts';
import { podFields } from './pod.ts';

// in the order in which people look for them
const {
  preStop,
  volumes,
  probes,
  initContainers,
  sidecars,
  placement,
  security,
  priorityClass,
  serviceAccount,
  labels,
  annotations,
  podTemplate,
  ...first
} = podFields;

export const worker = fields('One worker: the pod that the pool has many of.', {
  ...first,
  longestTask: optional(
    formatted(
      'duration',
      'How long the longest task takes; checked against the grace period.',
      '4m',
      { absent: 'not checked' },
    ),
  ),
  preStop,
  volumes,
  probes,
  initContainers,
  sidecars,
  placement,
  security,
  priorityClass,
  serviceAccount,
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
  labels,
  annotations,
  selector: optional(
    map(
      Type.String(),
      "The pod selector of a Deployment that is taken over from another tool; it is immutable, so it must be that Deployment's.",
      { app: 'mproject' },
      { absent: "Roster's own labels", maxProperties: 64 },
    ),
  ),
  podTemplate,
});
