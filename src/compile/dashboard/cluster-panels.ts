import { curves, type Panel } from './panel.ts';
import { by, perInterval, runtimeSeries } from './queries.ts';

const labels = ['namespace', 'template'] as const;
const legend = '{{namespace}}/{{template}}';
const mine = ['template=~"$cluster"'];

/** What there is to see of clusters; the gateway makes them all. */
export function clusterPanels(): readonly Panel[] {
  return [
    curves({ title: 'Clusters', description: 'Clusters by what they do.' }, [
      {
        expr: by('max', [...labels, 'phase'], runtimeSeries('roster_clusters', mine)),
        legend: `${legend} {{phase}}`,
      },
    ]),
    curves(
      { title: 'Workers of clusters', description: 'Workers of all clusters of a template.' },
      [{ expr: by('max', labels, runtimeSeries('roster_cluster_workers', mine)), legend }],
    ),
    curves({ title: 'Requests for clusters', description: 'Accepted and refused.' }, [
      {
        expr: by(
          'sum',
          [...labels, 'result'],
          runtimeSeries('roster_cluster_requests_total', mine, perInterval),
        ),
        legend: `${legend} {{result}}`,
      },
    ]),
  ];
}
