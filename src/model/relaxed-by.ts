import { isObject } from './json.ts';
import type { Pod } from './pod.ts';

type Part = Readonly<Record<string, unknown>>;

/** The names of the containers that the policy writes itself, and that are hardened by default; the main one is first. */
export function ownContainers(
  { initContainers, sidecars }: Pick<Pod, 'initContainers' | 'sidecars'>,
  main = 'worker',
): readonly string[] {
  return [main, ...[...initContainers, ...sidecars].map(({ name }) => name)];
}

/**
 * Names the rules of the hardened default that a podTemplate undoes, and what it takes of the node, in a fixed order:
 * `hostNetwork`, `privileged`, `capabilities (proxy)` for a container beside the main one. A rule that a container of
 * the podTemplate's own does not mention is undone too: the default is that of the `own` containers only.
 */
export function relaxedBy(
  podTemplate: Part | undefined,
  own: readonly string[] = ['worker'],
): readonly string[] {
  const spec = podTemplate?.spec;
  if (!isObject(spec)) return [];
  const found = ['containers', 'initContainers'].flatMap((list) =>
    listOf(spec[list]).flatMap((item) => {
      const name = String(item.name);
      const isMain = list === 'containers' && name === own[0];
      const isOurs = isMain || own.slice(1).includes(name);
      return ofContainer(item, isOurs).map((rule) => (isMain ? rule : `${rule} (${name})`));
    }),
  );
  return [...new Set([...ofPod(spec), ...found])];
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
  // of our own nothing is undone by saying nothing, only by `null`, which takes away
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
