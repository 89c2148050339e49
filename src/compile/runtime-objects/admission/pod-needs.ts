import { isObject } from '../../../model/json.ts';
import { compareText } from '../../../model/order.ts';

/** A Secret can be read through a variable, all variables of it, a volume, a part of one, its driver, or to pull images. */
export function secretsIn(worker: unknown): readonly string[] {
  const named = secretFields.flatMap((field) =>
    valuesAt(worker, field).flatMap((value) => textsAt(value, 'name')),
  );
  const pullSecrets = valuesAt(worker, 'pullSecrets')
    .flat()
    .filter((one) => typeof one === 'string');
  return sorted([...named, ...textsAt(worker, 'secretName'), ...pullSecrets]);
}

const secretFields = [
  'secretKeyRef',
  'secretRef',
  'secret',
  'nodePublishSecretRef',
  'imagePullSecrets',
] as const;

/** The capabilities that a policy adds in Kubernetes' own words; there are no others for it. */
export function capabilitiesIn(pod: unknown): readonly string[] {
  const added = valuesAt(pod, 'capabilities').flatMap((value) => valuesAt(value, 'add').flat());
  return sorted(added.filter((one) => typeof one === 'string'));
}

/** The paths of the host that are mounted. */
export function hostPathsIn(worker: unknown): readonly string[] {
  return sorted(valuesAt(worker, 'hostPath').flatMap((value) => textsAt(value, 'path')));
}

/** What a pod asks of its host in the policy's own words, or may do since a rule of the hardened default is off. */
export function hostWordsIn(pod: unknown): readonly string[] {
  const words = ['hostNetwork', 'hostPID', 'hostIPC', 'privileged', 'allowPrivilegeEscalation'];
  const asked = words.filter((field) => valuesAt(pod, field).includes(true));
  const relaxed =
    valuesAt(pod, 'relax').flat().includes('privilegeEscalation') ||
    // a `podTemplate` takes our rule away with null
    ['securityContext', 'allowPrivilegeEscalation'].some((field) =>
      valuesAt(pod, field).includes(null),
    );
  return sorted([...asked, ...(relaxed ? ['allowPrivilegeEscalation'] : [])]);
}

/** The texts of all fields of this name, however deep. */
export function textsAt(value: unknown, field: string): readonly string[] {
  return valuesAt(value, field).filter((one) => typeof one === 'string');
}

/** The values of all fields of this name, however deep. */
function valuesAt(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, field));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(key === field ? [item] : []),
    ...valuesAt(item, field),
  ]);
}

/** Each once, in order. */
export function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted(compareText);
}
