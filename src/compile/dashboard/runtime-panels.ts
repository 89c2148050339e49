import type { RuntimeMetricName } from '../../model/runtime-metrics.ts';
import { curves, type Panel, table } from './panel.ts';
import { by, perInterval, perSecond, runtimeSeries } from './queries.ts';

/** These are of the runtime as a whole: no namespace to choose, and none that a scrape could rename. */
const rate = (metric: RuntimeMetricName, labels: readonly string[]) =>
  by('sum', labels, perSecond(metric));

function quantile(metric: RuntimeMetricName, labels: readonly string[]): string {
  return `histogram_quantile(0.99, ${by('sum', ['le', ...labels], perSecond(`${metric}_bucket`))})`;
}

/** What there is to see of the runtime itself. */
export function runtimePanels(): readonly Panel[] {
  return [
    curves(
      {
        title: 'Leaders',
        description: 'Replicas of a component that lead: one, but for moments.',
        width: 6,
      },
      [{ expr: by('sum', ['component'], 'roster_leader'), legend: '{{component}}' }],
    ),
    table({ title: 'Versions', description: 'Replicas by component and version.', width: 6 }, [
      { expr: by('sum', ['component', 'version'], 'roster_build_info'), legend: 'replicas' },
    ]),
    curves({ title: 'Errors', description: 'Reconciles that ended in an error.', width: 6 }, [
      {
        expr: by('sum', ['controller'], perInterval('roster_reconcile_errors_total')),
        legend: '{{controller}}',
      },
    ]),
    curves(
      {
        title: 'Reconciles, 99th percentile',
        description: 'How long a reconcile takes.',
        unit: 's',
        width: 6,
      },
      [
        {
          expr: quantile('roster_reconcile_duration_seconds', ['controller']),
          legend: '{{controller}}',
        },
      ],
    ),
    curves(
      {
        title: 'Signal to scale, 99th percentile',
        description:
          'From the arrival of the sample that changed a decision to the patch that acted on it.',
        unit: 's',
        width: 6,
      },
      [{ expr: quantile('roster_scale_latency_seconds', []), legend: 'all pools' }],
    ),
    curves(
      { title: 'Reads of signals', description: 'By source and result.', unit: 'reqps', width: 6 },
      [
        {
          expr: rate('roster_signal_reads_total', ['source', 'result']),
          legend: '{{source}} {{result}}',
        },
      ],
    ),
    curves({ title: 'Busy workers stopped', description: 'Should be none.', width: 6 }, [
      {
        expr: by(
          'sum',
          ['namespace', 'pool'],
          runtimeSeries('roster_busy_workers_killed_total', [], perInterval),
        ),
        legend: '{{namespace}}/{{pool}}',
      },
    ]),
    curves(
      { title: 'Gateway', description: 'Requests by dialect and code.', unit: 'reqps', width: 6 },
      [
        {
          expr: rate('roster_gateway_requests_total', ['dialect', 'code']),
          legend: '{{dialect}} {{code}}',
        },
      ],
    ),
    curves(
      {
        title: 'Gateway, 99th percentile',
        description: 'How long the gateway takes to answer.',
        unit: 's',
        width: 6,
      },
      [
        {
          expr: quantile('roster_gateway_request_duration_seconds', ['dialect']),
          legend: '{{dialect}}',
        },
      ],
    ),
  ];
}
