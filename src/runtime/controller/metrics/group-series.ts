import type { ControllerMetrics } from './controller-metrics.ts';

/** The series of each group: what it may use, and what it uses. They come and go with the group, or with the lease. */
export interface GroupSeries {
  /** By the name that the policy has for a resource, in base units. */
  show(
    groupId: string,
    quota: ReadonlyMap<string, number>,
    used: ReadonlyMap<string, number>,
  ): void;
  forget(groupId: string): void;
  clear(): void;
}

/** Makes the series of groups in these metrics. */
export function createGroupSeries({
  roster_group_quota,
  roster_group_used,
}: ControllerMetrics): GroupSeries {
  const shown = new Map<string, ReadonlySet<string>>();

  function forget(groupId: string): void {
    for (const resource of shown.get(groupId) ?? []) drop(groupId, resource);
    shown.delete(groupId);
  }

  function drop(groupId: string, resource: string): void {
    const labels = { ...labelsOf(groupId), resource };
    roster_group_quota.remove(labels);
    roster_group_used.remove(labels);
  }

  return {
    show(groupId, quota, used) {
      for (const resource of shown.get(groupId) ?? []) {
        if (!quota.has(resource)) drop(groupId, resource);
      }
      for (const [resource, amount] of quota) {
        const labels = { ...labelsOf(groupId), resource };
        roster_group_quota.set(labels, amount);
        roster_group_used.set(labels, used.get(resource) ?? 0);
      }
      shown.set(groupId, new Set(quota.keys()));
    },
    forget,
    clear: () => {
      for (const groupId of [...shown.keys()]) forget(groupId);
    },
  };
}

function labelsOf(groupId: string): { readonly namespace: string; readonly group: string } {
  const [namespace = '', group = ''] = groupId.split('/');
  return { namespace, group };
}
