import { claimRecord } from '../rules/roster-share.ts';
import { curves, type Panel, table } from './panel.ts';
import { by, clusterSeries, recorded, runtimeSeries } from './queries.ts';

const labels = ['namespace', 'group', 'resource'] as const;
const mine = ['group=~"$group"'];

/** A group's own numbers, or all those of its ResourceQuota: the two may name their resources differently. */
function amounts(
  metric: 'roster_group_used' | 'roster_group_quota',
  type: 'used' | 'hard',
): string {
  const exported = by('max', labels, runtimeSeries(metric, mine));
  const quota = clusterSeries('kube_resourcequota', { from: 'resourcequota', to: 'group' }, [
    `type="${type}"`,
  ]);
  return `${exported}\nor on (namespace, group)\n${by('max', labels, quota)}`;
}

const used = amounts('roster_group_used', 'used');
const quota = amounts('roster_group_quota', 'hard');

/** What there is to see of capacity groups. */
export function groupPanels(): readonly Panel[] {
  return [
    curves(
      {
        title: 'Quota used',
        description: 'What the pools of a group use, as a part of what they may use together.',
        unit: 'percentunit',
        width: 12,
      },
      [{ expr: `(${used})\n/ (${quota})`, legend: '{{namespace}}/{{group}} {{resource}}' }],
    ),
    curves(
      {
        title: 'Claims',
        description: 'Weighted backlog by which the pools of a group share its quota.',
        width: 12,
      },
      [
        {
          expr: by('sum', ['namespace', 'group', 'pool'], recorded(claimRecord, mine)),
          legend: '{{namespace}}/{{group}} {{pool}}',
        },
      ],
    ),
    table({ title: 'Groups', description: 'Every quota as it is now, in base units.' }, [
      { expr: used, legend: 'used' },
      { expr: quota, legend: 'quota' },
    ]),
  ];
}
