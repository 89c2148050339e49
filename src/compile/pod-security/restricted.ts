import { addedTo, hasOtherProcMount } from './baseline.ts';
import {
  contextOf,
  contextsOf,
  type Fields,
  fieldsOf,
  isGiven,
  itemsOf,
  type PodRule,
  type PodView,
  textsOf,
} from './pod-view.ts';

/** The rules that the level `restricted` adds, in the order of the standards. */
export const restrictedRules: readonly PodRule[] = [
  ({ spec }) => itemsOf(spec.volumes).some(isFromElsewhere),
  (pod) => !isFreeOf(pod) && mayEscalate(pod),
  (pod) => !isFromOwnUsers(pod) && mayBeRoot(pod),
  (pod) => !isFromOwnUsers(pod) && contextsOf(pod).some(({ runAsUser }) => runAsUser === 0),
  (pod) => !isFreeOf(pod) && lacksSeccomp(pod),
  (pod) => !isFreeOf(pod) && hasCapabilities(pod),
  (pod) => pod.isSince(35) && hasOtherProcMount(pod),
];

/** Where a volume may come from: not from the node, nor from a server that the pod names itself. */
const sources: ReadonlySet<string> = new Set([
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image'],
  ...['persistentVolumeClaim', 'projected', 'secret'],
]);

/** A volume that names no source is an emptyDir. */
function isFromElsewhere({ name: _, ...source }: Fields): boolean {
  return Object.entries(source).some(([kind, value]) => isGiven(value) && !sources.has(kind));
}

/** The rules that Windows has no means to keep were made for pods of other systems only. */
function isFreeOf({ isWindows, isSince }: PodView): boolean {
  return isWindows && isSince(25);
}

function isFromOwnUsers({ hasOwnUsers, isSince }: PodView): boolean {
  return hasOwnUsers && isSince(35);
}

function mayEscalate({ containers }: PodView): boolean {
  return containers.some((one) => contextOf(one).allowPrivilegeEscalation !== false);
}

/** A container that says nothing does what the pod says, and no one may say the opposite. */
function mayBeRoot({ own, containers }: PodView): boolean {
  const isSaid = own.runAsNonRoot === true;
  return (
    own.runAsNonRoot === false || containers.some((one) => !(contextOf(one).runAsNonRoot ?? isSaid))
  );
}

function lacksSeccomp({ own, containers }: PodView): boolean {
  const { seccompProfile } = own;
  const isSaid = isConfined(seccompProfile);
  return (
    (isGiven(seccompProfile) && !isSaid) ||
    containers.some((one) => {
      const profile = contextOf(one).seccompProfile;
      return isGiven(profile) ? !isConfined(profile) : !isSaid;
    })
  );
}

function isConfined(profile: unknown): boolean {
  const { type } = fieldsOf(profile);
  return type === 'RuntimeDefault' || type === 'Localhost';
}

function hasCapabilities({ containers }: PodView): boolean {
  return containers.some((one) => {
    const dropped = textsOf(fieldsOf(contextOf(one).capabilities).drop);
    return !dropped.includes('ALL') || addedTo(one).some((name) => name !== 'NET_BIND_SERVICE');
  });
}
