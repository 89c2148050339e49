import type { RuntimeMetricName } from '../../../model/runtime-metrics.ts';
import { matchers } from '../../rules/promql.ts';
import type { Rule } from '../../rules/rule.ts';
import { notReady } from './not-ready.ts';

/** What is promised of the controller: that one replica leads, that it can do its work, and in how little time. */
export function controllerRules(namespace: string): readonly Rule[] {
  return [
    noLeader(namespace),
    severalLeaders(namespace),
    notReady('controller', namespace),
    reconcileErrors(namespace),
    signalReads(namespace),
    slowScaling(namespace),
  ];
}

/** A series of the runtime, by the namespace that it runs in; none of these has a label `namespace` of its own. */
export function series(
  metric: RuntimeMetricName,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
  suffix: '' | '_bucket' | '_count' = '',
): string {
  return `${metric}${suffix}${matchers({ namespace, ...labels })}`;
}

function noLeader(namespace: string): Rule {
  const leaders = `sum(${series('roster_leader', namespace)})`;
  return {
    alert: 'RosterNoLeader',
    expr: `${leaders} < 1\nor\nabsent(${leaders})`,
    for: '2m',
    labels: { severity: 'critical', namespace },
    annotations: {
      summary: `No replica of Roster's controller in ${namespace} has led for 2m: nothing is scaled.`,
      description:
        'Look at whether its pods run, at their logs, at the Lease roster-controller, and at whether the API server answers. Every pool stays as it is meanwhile; no worker is lost.',
    },
  };
}

/** A takeover has two for as long as a scrape is old. */
function severalLeaders(namespace: string): Rule {
  return {
    alert: 'RosterSeveralLeaders',
    expr: `sum(${series('roster_leader', namespace)}) > 1`,
    for: '2m',
    labels: { severity: 'critical', namespace },
    annotations: {
      summary: `{{ $value }} replicas of Roster's controller in ${namespace} have led at once for 2m.`,
      description:
        'Each write is checked against what it was decided on, so that they cannot undo each other unseen. Look at the clocks of their nodes and at the Lease roster-controller, then delete one of the pods.',
    },
  };
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
