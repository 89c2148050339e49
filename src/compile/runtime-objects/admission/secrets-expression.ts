/** Kinds of volumes whose driver is handed a Secret. */
const handed = [
  'csi.?nodePublishSecretRef.?name',
  'flexVolume.?secretRef.?name',
  'rbd.?secretRef.?name',
  'cephfs.?secretRef.?name',
  'iscsi.?secretRef.?name',
  'scaleIO.?secretRef.?name',
  'storageos.?secretRef.?name',
  'azureFile.?secretName',
];

/**
 * Holds where the variables `containers`, `volumes` and `pullSecrets` read no Secret but those that `isNamed` lets
 * through. The right to make pods would else be the right to read every Secret of the namespace.
 */
export function secretsExpression(isNamed: (name: string) => string): string {
  const ofVolume = isNamed("one.secret.?secretName.orValue('')");
  const ofPart = isNamed("part.secret.?name.orValue('')");
  const ofVariable = isNamed("each.valueFrom.secretKeyRef.?name.orValue('')");
  const ofVariables = isNamed("each.secretRef.?name.orValue('')");
  const names = handed.map((path) => `one.?${path}.orValue('')`).join(', ');
  return [
    `variables.pullSecrets.all(one, ${isNamed("one.?name.orValue('')")})`,
    `variables.volumes.all(one, [${names}].all(name, name == '' || ${isNamed('name')}))`,
    `variables.volumes.all(one, !has(one.secret) || ${ofVolume})`,
    `variables.volumes.all(one, one.?projected.?sources.orValue([]).all(part, !has(part.secret) || ${ofPart}))`,
    `variables.containers.all(one, one.?env.orValue([]).all(each, !has(each.valueFrom) || !has(each.valueFrom.secretKeyRef) || ${ofVariable}))`,
    `variables.containers.all(one, one.?envFrom.orValue([]).all(each, !has(each.secretRef) || ${ofVariables}))`,
  ].join(' && ');
}
