import type { Quantity } from '../../../model/quantity.ts';
import type { KubeObject } from '../../kube/api-client.ts';
import type { GroupStatus } from '../status/group-status.ts';

/** A CapacityGroup as the API server gives it; its spec is nobody's word until it was read. */
export interface GroupObject extends KubeObject {
  readonly spec?: unknown;
  readonly status?: GroupStatus;
}

/** What a set of pools may use together. */
export interface Group {
  /** `namespace/name`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  /** By the resource names of a ResourceQuota. */
  readonly quota: ReadonlyMap<string, Quantity>;
  /** What marks the pods that the quota counts. */
  readonly priorityClass: string;
  readonly priorityLevels?: number;
}
