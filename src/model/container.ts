import type { Quantity } from './quantity.ts';
import type { Millis } from './units.ts';

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

/** How Kubernetes tells whether a container is well. */
export interface Probes {
  readonly startup?: Probe;
  readonly readiness?: Probe;
  readonly liveness?: Probe;
}

/** What a container asks for or may use, by resource. */
export type Amounts = ReadonlyMap<string, Quantity>;

/** What any container has: the main one of a pod, and those beside it. */
export interface Container {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFrom[];
  readonly ports: readonly Port[];
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly probes: Probes;
}

/** Where a container beside the main one sees a volume of the pod. */
export interface Mount {
  readonly volume: string;
  readonly path: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

/** A container beside the main one: an init container, which has neither ports nor probes, or a sidecar. */
export interface SideContainer extends Container {
  readonly name: string;
  readonly mounts: readonly Mount[];
}
