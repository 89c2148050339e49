import type { KubeObject } from '../../kube/api-client.ts';

/** As much of a Deployment as we look at. */
export interface Deployment extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly template?: { readonly spec?: unknown };
  };
  readonly status?: {
    readonly replicas?: number;
    readonly readyReplicas?: number;
  };
}

/** As much of a pod as we look at. */
export interface Pod extends KubeObject {
  readonly spec?: { readonly priorityClassName?: string; readonly nodeName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly state?: { readonly running?: object } }[];
  };
}

/** As much of a ResourceQuota as we look at. */
export interface ResourceQuota extends KubeObject {
  readonly spec?: { readonly hard?: Readonly<Record<string, string>> };
}

/** As much of a node as we look at. */
export interface Node extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean };
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** What scales something else: a HorizontalPodAutoscaler or a ScaledObject. */
export interface Scaler extends KubeObject {
  readonly spec?: {
    readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string };
  };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type?: string;
      readonly status?: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

/** The Deployment that a scaler moves; `undefined` where it moves something else. A ScaledObject names no kind for one. */
export function targetOf({ spec }: Scaler): string | undefined {
  const { kind = 'Deployment', name } = spec?.scaleTargetRef ?? {};
  return kind === 'Deployment' ? name : undefined;
}

/** Whether a pod still takes something: one that ended does not, one that is going does. */
export function isActive({ status }: Pod): boolean {
  return status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

/** The pool that a pod was made for; a pod that no ReplicaSet made is somebody's own, whatever its labels say. */
export function poolOf({ metadata }: Pod): string | undefined {
  const made = metadata.ownerReferences?.some((one) => one.controller && one.kind === 'ReplicaSet');
  return made ? metadata.labels?.['roster.dev/pool'] : undefined;
}

/** Whether a worker could run on a node: new pods may come to it and it answers. */
export function isUsable({ spec, status, metadata }: Node): boolean {
  if (spec?.unschedulable || metadata.deletionTimestamp !== undefined) return false;
  return status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
}

/** Whether an object has all of these labels. */
export function hasLabels(
  { metadata }: KubeObject,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => metadata.labels?.[key] === value);
}
