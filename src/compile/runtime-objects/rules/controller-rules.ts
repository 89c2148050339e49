import type { Rule } from '../../rules/rule.ts';
import { leaderRules } from './leader-rules.ts';
import { notReady } from './not-ready.ts';
import { series } from './series.ts';

/** What is promised of the controller: that one replica leads, that it can do its work, and in how little time. */
export function controllerRules(namespace: string): readonly Rule[] {
  return [
    ...leaderRules('controller', namespace),
    notReady('controller', namespace),
    reconcileErrors(namespace),
    signalReads(namespace),
    slowScaling(namespace),
  ];
}

function reconcileErrors(namespace: string): Rule {
  const errors = `rate(${series('roster_reconcile_errors_total', namespace)}[10m])`;
  const all = `rate(${series('roster_reconcile_duration_seconds', namespace, {}, '_count')}[10m])`;
  return {
    alert: 'RosterReconcileErrors',
    expr: `sum by (controller) (${errors})\n/ sum by (controller) (${all})\n> 0.05`,
    for: '10m',
    labels: { severity: 'warning', namespace },
    annotations: {
      summary: `What the controller {{ $labels.controller }} of Roster in ${namespace} does ends in an error in {{ $value | humanizePercentage }} of all cases.`,
      description:
        'Look at the log for the errors: a refusal names the Role or the admission policy that is missing something, a time-out the API server.',
    },
  };
}

function signalReads(namespace: string): Rule {
  const reads = (labels: Readonly<Record<string, string>>) =>
    `sum by (source) (rate(${series('roster_signal_reads_total', namespace, labels)}[5m]))`;
  return {
    alert: 'RosterSignalReadsFail',
    expr: `${reads({ result: 'error' })}\n/ ${reads({})}\n> 0.5`,
    for: '10m',
    labels: { severity: 'critical', namespace },
    annotations: {
      summary: `{{ $value | humanizePercentage }} of the reads of {{ $labels.source }} by Roster in ${namespace} fail.`,
      description:
        'Its pools keep their workers and gain none. Look at whether the source answers, at the Secret that opens it in the namespace of the runtime, and at the NetworkPolicy roster-controller.',
    },
  };
}

function slowScaling(namespace: string): Rule {
  const buckets = series('roster_scale_latency_seconds', namespace, {}, '_bucket');
  return {
    alert: 'RosterScalesSlowly',
    expr: `histogram_quantile(0.99, sum by (le) (rate(${buckets}[30m]))) > 1`,
    for: '15m',
    labels: { severity: 'warning', namespace },
    annotations: {
      summary: `One change of a pool in a hundred takes Roster in ${namespace} longer than {{ $value | humanizeDuration }}; the aim is 1s.`,
      description:
        "Look at the controller's CPU limit, at the latency of the API server, and at how long the sources of signals take to answer.",
    },
  };
}
