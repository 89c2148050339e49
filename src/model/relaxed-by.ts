import { isObject } from './json.ts';

type Part = Readonly<Record<string, unknown>>;

/**
 * Names the rules of the hardened default that a podTemplate undoes, and what it takes of the node, in a fixed order:
 * `hostNetwork`, `privileged`, `capabilities (proxy)` for a container of its own. A rule that a container of its own
 * does not mention is undone too: the default is the worker's only.
 */
export function relaxedBy(podTemplate: Part | undefined): readonly string[] {
  const spec = podTemplate?.spec;
  if (!isObject(spec)) return [];
  const containers = ['containers', 'initContainers'].flatMap((list) =>
    listOf(spec[list]).map((item) => ({ item, isWorker: isWorker(list, item) })),
  );
  const found = [
    ...ofPod(spec),
    ...containers.flatMap(({ item, isWorker: isOurs }) =>
      ofContainer(item, isOurs).map((rule) => (isOurs ? rule : `${rule} (${String(item.name)})`)),
    ),
  ];
  return [...new Set(found)];
}

function isWorker(list: string, { name }: Part): boolean {
  return list === 'containers' && name === 'worker';
}

function listOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function ofPod(spec: Part): readonly string[] {
  const { securityContext: context, automountServiceAccountToken: token } = spec;
  const host = ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true);
  const part = isObject(context) ? context : {};
  const isGone = context === null;
  return [
    ...host,
    ...(isGone || isRoot(part) ? ['runAsRoot'] : []),
    ...(isGone || isUnconfined(part) ? ['seccomp'] : []),
    ...(token === true || token === null ? ['serviceAccountToken'] : []),
  ];
}

function ofContainer({ securityContext: context }: Part, isOurs: boolean): readonly string[] {
  // of the worker nothing is undone by saying nothing, only by `null`, which takes away
  if (isOurs && context === undefined) return [];
  const part = isObject(context) ? context : {};
  const isUndone = (value: unknown, hardened: boolean): boolean =>
    value === undefined && isObject(context) ? !isOurs : value !== hardened;
  const rules: readonly (readonly [rule: string, isUndone: boolean])[] = [
    ['privileged', part.privileged === true],
    ['runAsRoot', isRoot(part)],
    ['writableRootFilesystem', isUndone(part.readOnlyRootFilesystem, true)],
    ['privilegeEscalation', isUndone(part.allowPrivilegeEscalation, false)],
    ['capabilities', hasCapabilities(part, context, isOurs)],
    ['seccomp', isUnconfined(part)],
    ['procMount', part.procMount === 'Unmasked'],
  ];
  return rules.filter(([, undone]) => undone).map(([rule]) => rule);
}

function isRoot({ runAsNonRoot, runAsUser }: Part): boolean {
  return runAsNonRoot === false || runAsNonRoot === null || runAsUser === 0;
}

function isUnconfined({ seccompProfile }: Part): boolean {
  return (
    seccompProfile === null || (isObject(seccompProfile) && seccompProfile.type === 'Unconfined')
  );
}

function hasCapabilities({ capabilities }: Part, context: unknown, isOurs: boolean): boolean {
  if (context === null || capabilities === null) return true;
  if (!isObject(capabilities)) return !isOurs;
  const { add, drop } = capabilities;
  const keeps = drop === undefined ? !isOurs : !(Array.isArray(drop) && drop.includes('ALL'));
  return keeps || (Array.isArray(add) && add.length > 0);
}
