import type { Estate } from '../../model/environment.ts';
import type { JsonObject } from '../../model/json.ts';
import { compareText } from '../../model/order.ts';

const all = { selected: true, text: ['All'], value: ['$__all'] };

/**
 * What one can choose on the dashboard. The names are those of the policies, not of some series: a pool with a fixed
 * number has no series of its own, and a Deployment beside the pools is none of them.
 */
export function variables(estate: Estate): readonly JsonObject[] {
  const { pools, groups, jobs, clusters, environment } = estate;
  const policies = [...pools, ...groups, ...jobs, ...clusters];
  return [
    ...(environment.grafana?.datasource === undefined ? [datasource] : []),
    choice(
      'namespace',
      'Namespace',
      policies.map(({ namespace }) => namespace),
    ),
    ...[
      { name: 'pool', label: 'Pool', of: pools },
      { name: 'group', label: 'Group', of: groups },
      { name: 'template', label: 'Job', of: jobs },
      { name: 'cluster', label: 'Cluster', of: clusters },
    ]
      .filter(({ of }) => of.length > 0)
      .map(({ name, label, of }) =>
        choice(
          name,
          label,
          of.map((policy) => policy.name),
        ),
      ),
  ];
}

const datasource: JsonObject = {
  type: 'datasource',
  name: 'datasource',
  label: 'Data source',
  query: 'prometheus',
  hide: 0,
};

function choice(name: string, label: string, names: readonly string[]): JsonObject {
  return {
    type: 'custom',
    name,
    label,
    query: [...new Set(names)].toSorted(compareText).join(','),
    multi: true,
    includeAll: true,
    current: all,
    hide: 0,
  };
}
