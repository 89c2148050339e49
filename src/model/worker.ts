import type { Quantity } from './quantity.ts';
import type { Millis } from './units.ts';

type Labels = Readonly<Record<string, string>>;

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef?: KeyRef;
    readonly configMapKeyRef?: KeyRef;
    readonly fieldRef?: { readonly fieldPath: string; readonly apiVersion?: string };
    readonly resourceFieldRef?: {
      readonly resource: string;
      readonly containerName?: string;
      readonly divisor?: string | number;
    };
  };
}

export interface KeyRef {
  readonly name: string;
  readonly key: string;
  readonly optional?: boolean;
}

export interface EnvFrom {
  readonly prefix?: string;
  readonly configMapRef?: { readonly name: string; readonly optional?: boolean };
  readonly secretRef?: { readonly name: string; readonly optional?: boolean };
}

export interface Port {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

export interface HttpGet {
  readonly path?: string;
  readonly port: string | number;
  readonly scheme?: 'HTTP' | 'HTTPS';
  readonly host?: string;
  readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[];
}

export interface Probe {
  readonly exec?: { readonly command: readonly string[] };
  readonly httpGet?: HttpGet;
  readonly tcpSocket?: { readonly port: string | number };
  readonly grpc?: { readonly port: number; readonly service?: string };
  readonly initialDelay?: Millis;
  readonly period?: Millis;
  readonly timeout?: Millis;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}

export type PreStop =
  | { readonly exec: { readonly command: readonly string[] } }
  | { readonly httpGet: HttpGet }
  | { readonly sleep: Millis };

interface KeyFile {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

type Verbatim = Readonly<Record<string, unknown>>;

/** A volume with its one source (as Kubernetes writes it) and where the worker sees it. */
export interface Volume {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
  readonly emptyDir?: { readonly sizeLimit?: string | number; readonly medium?: 'Memory' };
  readonly persistentVolumeClaim?: { readonly claimName: string; readonly readOnly?: boolean };
  readonly configMap?: {
    readonly name: string;
    readonly items?: readonly KeyFile[];
    readonly defaultMode?: number;
    readonly optional?: boolean;
  };
  readonly secret?: {
    readonly secretName: string;
    readonly items?: readonly KeyFile[];
    readonly defaultMode?: number;
    readonly optional?: boolean;
  };
  readonly hostPath?: { readonly path: string; readonly type?: string };
  readonly nfs?: { readonly server: string; readonly path: string; readonly readOnly?: boolean };
  readonly csi?: Verbatim;
  readonly projected?: Verbatim;
  readonly ephemeral?: Verbatim;
  readonly downwardAPI?: Verbatim;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  readonly tolerationTime?: Millis;
}

export interface Placement {
  readonly nodeSelector: Labels;
  readonly tolerations: readonly Toleration[];
  readonly onePerNode: boolean;
  readonly spread: readonly {
    readonly topologyKey: string;
    readonly maxSkew: number;
    readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  }[];
  readonly affinity?: Verbatim;
}

/** A rule of the hardened default that a policy switches off by name. */
export type Relaxation =
  | 'runAsRoot'
  | 'writableRootFilesystem'
  | 'privilegeEscalation'
  | 'capabilities'
  | 'seccomp'
  | 'serviceAccountToken';

export interface Security {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly relax: readonly Relaxation[];
}

export type Amounts = ReadonlyMap<string, Quantity>;

export interface Worker {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly pullSecrets: readonly string[];
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFrom[];
  readonly ports: readonly Port[];
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly gracePeriod: Millis;
  readonly longestTask?: Millis;
  readonly preStop?: PreStop;
  readonly volumes: readonly Volume[];
  readonly probes: {
    readonly startup?: Probe;
    readonly readiness?: Probe;
    readonly liveness?: Probe;
  };
  readonly placement: Placement;
  readonly security: Security;
  readonly priorityClass?: string;
  /** Named: an existing one is used and none is made. */
  readonly serviceAccount: { readonly name?: string; readonly annotations: Labels };
  readonly rollout: {
    readonly maxSurge: string | number;
    readonly maxUnavailable: string | number;
    readonly recreate: boolean;
  };
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The selector of a Deployment taken over from another tool; `undefined` for our own labels. */
  readonly selector?: Labels;
  readonly podTemplate?: Verbatim;
}
