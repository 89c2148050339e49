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

/** The rules of the level `baseline`, in the order of the standards. */
export const baselineRules: readonly PodRule[] = [
  hasHostProcess,
  ({ spec }) => ['hostNetwork', 'hostPID', 'hostIPC'].some((field) => spec[field] === true),
  ({ containers }) => containers.some((one) => contextOf(one).privileged === true),
  ({ containers }) => containers.some((one) => addedTo(one).some((name) => !harmless.has(name))),
  ({ spec }) => itemsOf(spec.volumes).some(({ hostPath }) => isGiven(hostPath)),
  ({ containers }) => containers.some(hasHostPort),
  (pod) => pod.isSince(34) && pod.containers.some(looksAtHosts),
  hasOtherAppArmor,
  hasOtherSeLinux,
  (pod) => !(pod.isSince(35) && pod.hasOwnUsers) && hasOtherProcMount(pod),
  (pod) => contextsOf(pod).some(({ seccompProfile }) => typeOf(seccompProfile) === 'Unconfined'),
  hasOtherSysctl,
];

const harmless: ReadonlySet<string> = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD'],
  ...['NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);

/** The capabilities that a container is given. */
export function addedTo(container: Fields): readonly string[] {
  return textsOf(fieldsOf(contextOf(container).capabilities).add);
}

/** Tells whether a container sees more of /proc than usual. */
export function hasOtherProcMount({ containers }: PodView): boolean {
  return containers.some((one) => {
    const { procMount } = contextOf(one);
    return isGiven(procMount) && procMount !== 'Default';
  });
}

function hasHostProcess(pod: PodView): boolean {
  return contextsOf(pod).some(
    ({ windowsOptions }) => fieldsOf(windowsOptions).hostProcess === true,
  );
}

function hasHostPort({ ports }: Fields): boolean {
  return itemsOf(ports).some(({ hostPort }) => isGiven(hostPort) && hostPort !== 0);
}

/** Whether the kubelet is sent to another address than the pod's own. */
function looksAtHosts(container: Fields): boolean {
  const { postStart, preStop } = fieldsOf(container.lifecycle);
  const { livenessProbe, readinessProbe, startupProbe } = container;
  return [livenessProbe, readinessProbe, startupProbe, postStart, preStop].some((one) => {
    const { httpGet, tcpSocket } = fieldsOf(one);
    return isGiven(fieldsOf(httpGet).host) || isGiven(fieldsOf(tcpSocket).host);
  });
}

function typeOf(profile: unknown): unknown {
  return fieldsOf(profile).type;
}

function hasOtherAppArmor(pod: PodView): boolean {
  const profiles = contextsOf(pod).map(({ appArmorProfile }) => typeOf(appArmorProfile));
  const old = Object.entries(pod.annotations).filter(([key]) =>
    key.startsWith('container.apparmor.security.beta.kubernetes.io/'),
  );
  return (
    profiles.some((type) => isGiven(type) && type !== 'RuntimeDefault' && type !== 'Localhost') ||
    old.some(([, value]) => isGiven(value) && !/^(runtime\/default$|localhost\/)/.test(`${value}`))
  );
}

function hasOtherSeLinux(pod: PodView): boolean {
  const types = ['container_t', 'container_init_t', 'container_kvm_t'];
  const known: readonly unknown[] = pod.isSince(31) ? [...types, 'container_engine_t'] : types;
  return contextsOf(pod).some(({ seLinuxOptions }) => {
    const { type, user, role } = fieldsOf(seLinuxOptions);
    return (isGiven(type) && !known.includes(type)) || isGiven(user) || isGiven(role);
  });
}

/** The kernel's settings that a pod has for itself, by the minor version from which on they count as such. */
const ownSettings: ReadonlyMap<unknown, number> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
]);

function hasOtherSysctl({ own, isSince }: PodView): boolean {
  return itemsOf(own.sysctls).some(({ name }) => {
    const since = ownSettings.get(name);
    return since === undefined || !isSince(since);
  });
}
