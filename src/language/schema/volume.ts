import { Type } from 'typebox';
import {
  choice,
  fields,
  flag,
  integer,
  list,
  optional,
  quantity,
  text,
  verbatim,
} from './field.ts';

const none = { absent: 'none' };

/** Characters of a path in a container. */
export const longestPath = 1024;

const items = optional(
  list(
    fields('One key and the file it becomes.', {
      key: text('The key.', 'config.json'),
      path: text('Path of the file below the mount.', 'etc/config.json', { maxLength: 256 }),
      mode: optional(
        integer('Permission bits, as a decimal number (420 is 0644).', 420, {
          absent: 'defaultMode',
          maximum: 511,
        }),
      ),
    }),
    'Only these keys, as these files.',
    [{ key: 'config.json', path: 'config.json' }],
    { absent: 'all keys', maxItems: 64 },
  ),
);
const defaultMode = optional(
  integer('Permission bits of the files, as a decimal number (420 is 0644).', 292, {
    default: 420,
    maximum: 511,
  }),
);
const mayBeMissing = optional(
  flag('Whether the pod may start without it.', true, { default: false }),
);

const volume = Type.Object(
  {
    name: text('Name of the volume in the pod.', 'work', {
      pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      maxLength: 63,
    }),
    mountPath: optional(
      text('Where the main container sees it.', '/data', {
        pattern: '^/',
        maxLength: longestPath,
        absent: 'not there, only in containers whose `mounts` name the volume',
      }),
    ),
    subPath: optional(
      text('Only this folder of it.', 'runs', {
        absent: 'the whole volume',
        maxLength: longestPath,
      }),
    ),
    readOnly: optional(
      flag('Whether the main container may only read it.', true, { default: false }),
    ),
    emptyDir: optional(
      fields(
        'Scratch space that lives as long as the pod.',
        {
          sizeLimit: optional(
            quantity('How much it may hold.', '10Gi', { absent: "the node's space" }),
          ),
          medium: optional(
            choice(['Memory'], 'Keep it in memory; it counts as memory of the pod.', 'Memory', {
              absent: 'disk',
            }),
          ),
        },
        none,
      ),
    ),
    persistentVolumeClaim: optional(
      fields(
        'A claim in the same namespace.',
        {
          claimName: text('Name of the claim.', 'nfs'),
          readOnly: optional(flag('Mount it read-only on the node.', true, { default: false })),
        },
        none,
      ),
    ),
    configMap: optional(
      fields(
        'Files from a ConfigMap.',
        { name: text('Its name.', 'settings'), items, defaultMode, optional: mayBeMissing },
        none,
      ),
    ),
    secret: optional(
      fields(
        'Files from a Secret.',
        { secretName: text('Its name.', 'tokens'), items, defaultMode, optional: mayBeMissing },
        none,
      ),
    ),
    hostPath: optional(
      fields(
        'A path of the node. Pod Security "restricted" refuses it.',
        {
          path: text('Path on the node.', '/mnt/scratch', {
            pattern: '^/',
            maxLength: longestPath,
          }),
          type: optional(
            choice(
              [
                'DirectoryOrCreate',
                'Directory',
                'FileOrCreate',
                'File',
                'Socket',
                'CharDevice',
                'BlockDevice',
              ],
              'What must be there.',
              'Directory',
              { absent: 'not checked' },
            ),
          ),
        },
        none,
      ),
    ),
    nfs: optional(
      fields(
        'An NFS export.',
        {
          server: text('Its server.', 'nfs.example.org'),
          path: text('Its path.', '/export/montage', { pattern: '^/' }),
          readOnly: optional(flag('Mount it read-only.', true, { default: false })),
        },
        none,
      ),
    ),
    csi: optional(
      verbatim(
        'An inline volume of a CSI driver, as Kubernetes writes it.',
        { driver: 'secrets-store.csi.k8s.io', readOnly: true },
        none,
      ),
    ),
    projected: optional(
      verbatim(
        'Several sources in one folder, as Kubernetes writes it.',
        { sources: [{ secret: { name: 'tls' } }] },
        none,
      ),
    ),
    ephemeral: optional(
      verbatim(
        'A claim made for each pod, as Kubernetes writes it.',
        {
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
          },
        },
        none,
      ),
    ),
    downwardAPI: optional(
      verbatim(
        'Fields of the pod as files, as Kubernetes writes it.',
        { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] },
        none,
      ),
    ),
  },
  {
    additionalProperties: false,
    description: 'A volume and where it is mounted; exactly one source.',
  },
);

export const volumes = list(
  volume,
  'Volumes of the pod and where the main container sees them.',
  [{ name: 'work', mountPath: '/data', persistentVolumeClaim: { claimName: 'nfs' } }],
  { default: [], maxItems: 64 },
);
