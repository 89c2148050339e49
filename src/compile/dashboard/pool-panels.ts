import type { RuntimeMetricName } from '../../model/runtime-metrics.ts';
import { backlogRecord } from '../rules/backlog.ts';
import type { OtherSeries } from './other-series.ts';
import { curves, type Panel, states, table } from './panel.ts';
import { by, clusterSeries, firstOf, perInterval, recorded, runtimeSeries } from './queries.ts';

const labels = ['namespace', 'pool'] as const;
const legend = '{{namespace}}/{{pool}}';
const mine = ['pool=~"$pool"'];

const exported = (metric: RuntimeMetricName) => by('max', labels, runtimeSeries(metric, mine));
const ofDeployment = (metric: OtherSeries) =>
  by('max', labels, clusterSeries(metric, { from: 'deployment', to: 'pool' }));

/** KEDA puts `keda-hpa-` before the name of the autoscaler that it makes; our own has the pool's name. */
const ofAutoscaler = (metric: OtherSeries, name = '(?:keda-hpa-)?(.+)') =>
  by('max', labels, clusterSeries(metric, { from: 'horizontalpodautoscaler', to: 'pool', name }));

const wanted = firstOf(
  exported('roster_pool_wanted_replicas'),
  ofAutoscaler('kube_horizontalpodautoscaler_status_desired_replicas'),
  ofDeployment('kube_deployment_spec_replicas'),
);
const current = firstOf(
  exported('roster_pool_current_replicas'),
  ofDeployment('kube_deployment_status_replicas'),
);
const ready = firstOf(
  exported('roster_pool_ready_replicas'),
  ofDeployment('kube_deployment_status_replicas_ready'),
);
const most = firstOf(
  exported('roster_pool_max_replicas'),
  ofAutoscaler('kube_horizontalpodautoscaler_spec_max_replicas'),
);
const backlog = firstOf(
  by('max', labels, recorded(backlogRecord, mine)),
  exported('roster_pool_backlog'),
);

/** The rule that decided last; of KEDA's pools what their autoscaler says of itself, such as `ScalingLimited`. */
const reason = firstOf(
  by('max', [...labels, 'reason'], runtimeSeries('roster_pool_reason', mine)),
  by(
    'max',
    [...labels, 'reason'],
    `label_replace(${clusterSeries(
      'kube_horizontalpodautoscaler_status_condition',
      { from: 'horizontalpodautoscaler', to: 'pool', name: '(?:keda-hpa-)?(.+)' },
      ['status="true"'],
    )}, "reason", "$1", "condition", "(.+)") == 1`,
  ),
);

/** What there is to see of worker pools, whoever moves their number. */
export function poolPanels(): readonly Panel[] {
  return [
    table({ title: 'Pools', description: 'Every pool as it is now.' }, [
      { expr: wanted, legend: 'wanted' },
      { expr: current, legend: 'current' },
      { expr: ready, legend: 'ready' },
      { expr: most, legend: 'at most' },
      { expr: backlog, legend: 'backlog' },
    ]),
    curves(
      {
        title: 'Backlog',
        description: 'Work that waits or is being done; a gap where that is not known.',
        width: 24,
      },
      [{ expr: backlog, legend }],
    ),
    curves({ title: 'Wanted', description: 'Workers there should be.' }, [
      { expr: wanted, legend },
    ]),
    curves({ title: 'Current', description: 'Workers there are.' }, [{ expr: current, legend }]),
    curves({ title: 'Ready', description: 'Workers that are ready.' }, [{ expr: ready, legend }]),
    states(
      {
        title: 'At the maximum',
        description: 'Pools that have as many workers as they may have at present.',
      },
      [{ expr: `(${current}) >= bool on (namespace, pool) (${most})`, legend }],
    ),
    table(
      {
        title: 'Reason',
        description:
          'The rule that decided the number last; for a pool of KEDA the conditions of its autoscaler.',
        width: 12,
      },
      [{ expr: reason, legend: 'holds' }],
    ),
    curves(
      {
        title: 'Age of the signal',
        description:
          'Pools of the runtime: time since the sample that the last decision was made on.',
        unit: 's',
      },
      [{ expr: exported('roster_pool_signal_age_seconds'), legend }],
    ),
    curves(
      {
        title: 'Decisions',
        description: 'Pools of the runtime: changes of the number of workers.',
      },
      [
        {
          expr: by(
            'sum',
            [...labels, 'direction'],
            runtimeSeries('roster_pool_decisions_total', mine, perInterval),
          ),
          legend: `${legend} {{direction}}`,
        },
      ],
    ),
    table({ title: 'Alerts', description: 'Alerts of pools that fire.', width: 8 }, [
      {
        expr: by(
          'max',
          ['alertname', 'severity', ...labels],
          recorded('ALERTS', ['alertstate="firing"', ...mine]),
        ),
        legend: 'firing',
      },
    ]),
  ];
}
