import { formatAmount } from '../../../model/quantity.ts';
import type { GroupDecision } from '../../../scaling/group-decision.ts';
import { sentences } from '../cell/look.ts';
import type { Group } from '../resource/group.ts';
import type { ReadGroup } from '../resource/read-group.ts';
import { conditionsOf, timestamp } from './condition.ts';
import type { GroupFinding } from './finding.ts';
import type { GroupStatus } from './group-status.ts';

/** What a policy calls a resource of a ResourceQuota: `cpu` for `requests.cpu`. */
export function policyName(resource: string): string {
  return resource.startsWith('requests.') ? resource.slice('requests.'.length) : resource;
}

/** The status of a group; equal to the previous one where nothing changed. `decision` is absent while it has no pools, `quota` says how its ResourceQuota is. */
export function nextGroupStatus(
  group: Group,
  decision: GroupDecision | undefined,
  quota: readonly GroupFinding[],
  previous: GroupStatus | undefined,
  wall: number,
): GroupStatus {
  const overQuota = decision?.overQuota ?? [];
  const findings: readonly GroupFinding[] = [
    { type: 'Ready', status: 'True', reason: 'Shared', message: 'The quota is shared out.' },
    overQuota.length === 0
      ? {
          type: 'OverQuota',
          status: 'False',
          reason: 'WithinQuota',
          message: 'The group keeps within its quota.',
        }
      : {
          type: 'OverQuota',
          status: 'True',
          reason: 'QuotaExceeded',
          message: `More is taken than there is of ${overQuota.map(policyName).join(', ')}.`,
        },
    ...quota,
  ];
  return {
    observedGeneration: group.generation,
    quota: Object.fromEntries(
      [...group.quota].map(([name, { nano }]) => [policyName(name), formatAmount(nano, name)]),
    ),
    used: Object.fromEntries(
      Object.entries(decision?.used ?? {}).map(([name, amount]) => [
        policyName(name),
        formatAmount(BigInt(amount), name),
      ]),
    ),
    shares: Object.fromEntries(
      [...(decision?.shares ?? [])].map(([id, workers]) => [id.split('/')[1] ?? id, workers]),
    ),
    conditions: conditionsOf(findings, previous?.conditions, group.generation, timestamp(wall)),
  };
}

/** The status of a group whose resource cannot be read: what it said before of its use stays away, for it is not known. */
export function unreadableGroupStatus(
  generation: number,
  read: Extract<ReadGroup, { ok: false }>,
  previous: GroupStatus | undefined,
  wall: number,
): GroupStatus {
  const message = sentences(read.problems.map(({ sentence }) => sentence));
  const findings: readonly GroupFinding[] = [
    { type: 'Ready', status: 'False', reason: 'Invalid', message },
  ];
  return {
    observedGeneration: generation,
    conditions: conditionsOf(findings, previous?.conditions, generation, timestamp(wall)),
  };
}
