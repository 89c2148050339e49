import { choice, fields, integer, list, optional } from './field.ts';

/** What a policy can switch off by name, one for each rule of the hardened default. */
export const relaxations = [
  'runAsRoot',
  'writableRootFilesystem',
  'privilegeEscalation',
  'capabilities',
  'seccomp',
  'serviceAccountToken',
] as const;

export const security = fields(
  'Pods are hardened by default: non-root, read-only root file system, no privilege escalation, no capabilities, the default seccomp profile, no service-account token.',
  {
    runAsUser: optional(integer('User id of the processes.', 1000, { absent: "the image's user" })),
    runAsGroup: optional(
      integer('Group id of the processes.', 1000, { absent: "the image's group" }),
    ),
    fsGroup: optional(integer('Group that owns mounted volumes.', 1000, { absent: 'unchanged' })),
    relax: optional(
      list(
        choice(
          relaxations,
          'One rule of the hardened default to switch off.',
          'writableRootFilesystem',
        ),
        'Rules of the hardened default to switch off; `roster check` lists them.',
        ['writableRootFilesystem'],
        { default: [], maxItems: relaxations.length },
      ),
    ),
  },
  { default: {} },
);
