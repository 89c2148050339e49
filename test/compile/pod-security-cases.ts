import type { JsonObject } from '../../src/model/json.ts';
import type { SecurityLevel } from '../../src/model/namespace-objects.ts';

/** A pod, and the strictest level of the Pod Security Standards that lets it in. */
interface Case {
  readonly name: string;
  readonly level: SecurityLevel;
  readonly template: JsonObject;
  /** The minor version of Kubernetes whose standards count; the newest where it does not matter. */
  readonly minor?: number;
}

const context = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const own = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

interface Parts {
  /** Laid over the fields of a pod that breaks no rule. */
  readonly spec?: JsonObject;
  readonly own?: JsonObject;
  readonly container?: JsonObject;
  readonly context?: JsonObject;
  readonly annotations?: JsonObject;
}

function pod(parts: Parts = {}): JsonObject {
  const container = {
    name: 'worker',
    image: 'registry.example.org/worker:1.0.0',
    securityContext: { ...context, ...parts.context },
    ...parts.container,
  };
  return {
    metadata: { annotations: parts.annotations ?? {} },
    spec: { securityContext: { ...own, ...parts.own }, containers: [container], ...parts.spec },
  };
}

const plain = (name: string) => ({ name, image: 'registry.example.org/other:1.0.0' });
const volume = (source: JsonObject) => pod({ spec: { volumes: [{ name: 'data', ...source }] } });
const probe = { httpGet: { path: '/', port: 80, host: '192.0.2.1' } };
const adding = (...add: string[]) => pod({ context: { capabilities: { drop: ['ALL'], add } } });

/** One pod a rule and a way to break it, and those that look like a breach and are none. */
export const podSecurityCases: readonly Case[] = [
  { name: 'a hardened pod', level: 'restricted', template: pod() },
  {
    name: 'what the container says itself, the pod need not say',
    level: 'restricted',
    template: pod({ spec: { securityContext: {} }, context: own }),
  },
  {
    name: 'a pod that says nothing',
    level: 'baseline',
    template: { spec: { containers: [plain('worker')] } },
  },
  {
    name: 'one plain container among hardened ones',
    level: 'baseline',
    template: pod({ spec: { initContainers: [plain('first')] } }),
  },

  {
    name: 'the network of the node',
    level: 'privileged',
    template: pod({ spec: { hostNetwork: true } }),
  },
  {
    name: 'the processes of the node',
    level: 'privileged',
    template: pod({ spec: { hostPID: true } }),
  },
  {
    name: 'the memory of the node',
    level: 'privileged',
    template: pod({ spec: { hostIPC: true } }),
  },
  {
    name: 'a network of its own',
    level: 'restricted',
    template: pod({ spec: { hostNetwork: false } }),
  },
  {
    name: 'a privileged container',
    level: 'privileged',
    template: pod({ context: { privileged: true, allowPrivilegeEscalation: true } }),
  },
  {
    name: 'a privileged init container',
    level: 'privileged',
    template: pod({
      spec: { initContainers: [{ ...plain('first'), securityContext: { privileged: true } }] },
    }),
  },
  {
    name: 'a process on a Windows host',
    level: 'privileged',
    template: pod({
      spec: { hostNetwork: true },
      own: { windowsOptions: { hostProcess: true } },
    }),
  },
  { name: 'a capability that every container has', level: 'baseline', template: adding('CHOWN') },
  { name: 'low ports', level: 'restricted', template: adding('NET_BIND_SERVICE') },
  { name: 'a capability that none has', level: 'privileged', template: adding('SYS_ADMIN') },
  {
    name: 'capabilities that stay',
    level: 'baseline',
    template: pod({ context: { capabilities: { drop: ['KILL'] } } }),
  },
  {
    name: 'a folder of the node',
    level: 'privileged',
    template: volume({ hostPath: { path: '/data' } }),
  },
  {
    name: 'a share that the pod names',
    level: 'baseline',
    template: volume({ nfs: { server: 'nfs', path: '/' } }),
  },
  {
    name: 'a claim',
    level: 'restricted',
    template: volume({ persistentVolumeClaim: { claimName: 'data' } }),
  },
  {
    name: 'a driver',
    level: 'restricted',
    template: volume({ csi: { driver: 'csi.example.org' } }),
  },
  { name: 'a volume of nothing', level: 'restricted', template: volume({}) },
  {
    name: 'a port of the node',
    level: 'privileged',
    template: pod({ container: { ports: [{ containerPort: 80, hostPort: 80 }] } }),
  },
  {
    name: 'a port of its own',
    level: 'restricted',
    template: pod({ container: { ports: [{ containerPort: 80 }] } }),
  },
  {
    name: 'a probe of another host',
    level: 'privileged',
    template: pod({ container: { readinessProbe: probe } }),
  },
  {
    name: 'a probe of another host, before anybody minded',
    level: 'restricted',
    minor: 33,
    template: pod({ container: { readinessProbe: probe } }),
  },
  {
    name: 'a call of another host at the end',
    level: 'privileged',
    template: pod({ container: { lifecycle: { preStop: probe } } }),
  },
  {
    name: 'no AppArmor',
    level: 'privileged',
    template: pod({ context: { appArmorProfile: { type: 'Unconfined' } } }),
  },
  {
    name: 'an AppArmor profile of the node',
    level: 'restricted',
    template: pod({ own: { appArmorProfile: { type: 'Localhost', localhostProfile: 'workers' } } }),
  },
  {
    name: 'no AppArmor, in the words of old',
    level: 'privileged',
    template: pod({
      annotations: { 'container.apparmor.security.beta.kubernetes.io/worker': 'unconfined' },
    }),
  },
  {
    name: 'another user of SELinux',
    level: 'privileged',
    template: pod({ own: { seLinuxOptions: { user: 'system_u' } } }),
  },
  {
    name: 'the usual type of SELinux',
    level: 'restricted',
    template: pod({ own: { seLinuxOptions: { type: 'container_t', level: 's0:c1,c2' } } }),
  },
  {
    name: 'a type of SELinux for engines',
    level: 'restricted',
    template: pod({ own: { seLinuxOptions: { type: 'container_engine_t' } } }),
  },
  {
    name: 'a type of SELinux for engines, before it was known',
    level: 'privileged',
    minor: 30,
    template: pod({ own: { seLinuxOptions: { type: 'container_engine_t' } } }),
  },
  {
    name: 'all of /proc',
    level: 'privileged',
    minor: 34,
    template: pod({ spec: { hostUsers: false }, context: { procMount: 'Unmasked' } }),
  },
  {
    name: 'all of /proc for users of its own',
    level: 'baseline',
    template: pod({ spec: { hostUsers: false }, context: { procMount: 'Unmasked' } }),
  },
  {
    name: 'no seccomp',
    level: 'privileged',
    template: pod({ context: { seccompProfile: { type: 'Unconfined' } } }),
  },
  {
    name: 'no word of seccomp',
    level: 'baseline',
    template: pod({ spec: { securityContext: { runAsNonRoot: true } } }),
  },
  {
    name: 'a setting of the kernel that is its own',
    level: 'restricted',
    template: pod({
      own: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '4096 87380 6291456' }] },
    }),
  },
  {
    name: 'a setting of the kernel, before it was its own',
    level: 'privileged',
    minor: 31,
    template: pod({
      own: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '4096 87380 6291456' }] },
    }),
  },
  {
    name: 'a setting of the kernel that all share',
    level: 'privileged',
    template: pod({ own: { sysctls: [{ name: 'kernel.msgmax', value: '65536' }] } }),
  },
  {
    name: 'more rights than the parent',
    level: 'baseline',
    template: pod({ context: { allowPrivilegeEscalation: true } }),
  },
  {
    name: 'root is not ruled out',
    level: 'baseline',
    template: pod({ own: { runAsNonRoot: false } }),
  },
  {
    name: 'a container that may be root',
    level: 'baseline',
    template: pod({ context: { runAsNonRoot: false } }),
  },
  { name: 'root by number', level: 'baseline', template: pod({ own: { runAsUser: 0 } }) },
  { name: 'somebody by number', level: 'restricted', template: pod({ own: { runAsUser: 1000 } }) },
  {
    name: 'root of its own users',
    level: 'restricted',
    template: pod({ spec: { hostUsers: false }, own: { runAsNonRoot: false, runAsUser: 0 } }),
  },
  {
    name: 'root of its own users, before that was nothing',
    level: 'baseline',
    minor: 34,
    template: pod({ spec: { hostUsers: false }, own: { runAsNonRoot: false, runAsUser: 0 } }),
  },
  {
    name: 'Windows, which has neither capabilities nor seccomp',
    level: 'restricted',
    template: {
      spec: {
        os: { name: 'windows' },
        securityContext: { runAsNonRoot: true },
        containers: [plain('worker')],
      },
    },
  },
];
