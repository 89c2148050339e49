/** The fields of a volume that say what it is made of; a volume has exactly one of them. */
export const volumeSources = [
  'emptyDir',
  'persistentVolumeClaim',
  'configMap',
  'secret',
  'hostPath',
  'nfs',
  'csi',
  'projected',
  'ephemeral',
  'downwardAPI',
] as const;
