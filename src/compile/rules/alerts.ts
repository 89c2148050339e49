import type { Estate } from '../../model/environment.ts';
import { type Scaling, signalOf } from '../../model/scaling.ts';
import { formatDuration, type Millis, millis, seconds } from '../../model/units.ts';
import { isAtLeast } from '../../model/version.ts';
import type { Alert, WorkerPool } from '../../model/worker-pool.ts';
import { backlogRecord } from './backlog.ts';
import { range, select, selectMeasured, within } from './promql.ts';
import type { Rule } from './rule.ts';

/** Writes the alerts of a pool that are switched on and can fire for its mode. */
export function alertRules(pool: WorkerPool, estate: Estate): readonly Rule[] {
  const { alerts, scaling } = pool;
  const hasSignal = signalOf(scaling.demand) !== undefined;
  return [
    ...(hasSignal && alerts.backlogNotDraining.enabled ? [backlogNotDraining(pool)] : []),
    ...(isDriven(scaling) && alerts.atMax.enabled ? [atMax(pool)] : []),
    ...(hasSignal && alerts.signalStale.enabled ? [signalStale(pool, estate)] : []),
    ...(alerts.notReady.enabled ? [notReady(pool)] : []),
  ];
}

/** Whether the maximum is a limit: a number that is switched on by a window or by any work at all is no sign of trouble. */
function isDriven({ demand, min, max }: Scaling): boolean {
  return max > min && demand.mode !== 'fixed' && demand.mode !== 'whileBusy';
}

/**
 * Above zero for the whole window and no lower now than at its start. A window shorter than the longest task would
 * fire on work that is being done. No `for`: the window is in the expression, and a gap at either end keeps it silent.
 */
function backlogNotDraining(pool: WorkerPool): Rule {
  const alert = pool.alerts.backlogNotDraining;
  const window = millis(Math.max(alert.for, pool.worker.longestTask ?? 0));
  const backlog = select(backlogRecord, { namespace: pool.namespace, pool: pool.name });
  const expr = [
    `${backlog} >= ${backlog}${offset(window)}`,
    `and min_over_time(${backlog}${range(window)}) > 0`,
  ].join('\n');
  return {
    alert: 'RosterPoolBacklogNotDraining',
    expr,
    labels: labelsOf(pool, alert),
    annotations: {
      summary: `Worker pool ${nameOf(pool)} has a backlog of {{ $value }}, which is no less than ${formatDuration(window)} ago.`,
      description:
        'Look at the logs of the workers (do tasks fail and come back?), at whether all workers are ready, and at whether the pool is at its maximum.',
    },
  };
}

function atMax(pool: WorkerPool): Rule {
  const { namespace, name, scaling, alerts } = pool;
  const replicas = select('kube_deployment_spec_replicas', { namespace, deployment: name });
  return {
    alert: 'RosterPoolAtMax',
    expr: `max(${replicas}) >= ${scaling.max}`,
    for: formatDuration(alerts.atMax.for),
    labels: labelsOf(pool, alerts.atMax),
    annotations: {
      summary: `Worker pool ${nameOf(pool)} has had {{ $value }} workers for ${formatDuration(alerts.atMax.for)}, and ${scaling.max} is its maximum.`,
      description:
        'Look at whether the backlog still falls; if it does not, raise the maximum or look for tasks that take longer than they should.',
    },
  };
}

/** One series whichever of its causes holds, for alerts with equal labels are an error to Prometheus. */
function signalStale(pool: WorkerPool, estate: Estate): Rule {
  const alert = pool.alerts.signalStale;
  const causes = pool.engine.name === 'runtime' ? runtimeSignal(pool) : kedaSignal(pool, estate);
  return {
    alert: 'RosterPoolSignalStale',
    expr: within('max', causes.join('\nor\n')),
    for: formatDuration(alert.for),
    labels: labelsOf(pool, alert),
    annotations: {
      summary: `Worker pool ${nameOf(pool)} has had no fresh signal for ${formatDuration(alert.for)}.`,
      description:
        'Look at whether the source of the signal and its exporter answer, at the Secret that opens it, and at whether Prometheus scrapes them and whoever scales the pool.',
    },
  };
}

/** Fresh is what is at most three readings old, and a minute for those who read often. */
function runtimeSignal({ namespace, name, scaling }: WorkerPool): readonly string[] {
  const age = selectMeasured('roster_pool_signal_age_seconds', { namespace, pool: name });
  const freshest = within('min', age);
  const limit = Math.max(3 * seconds(scaling.pollingInterval), 60);
  return [`${freshest} > ${limit}`, `absent(${freshest})`];
}

function kedaSignal({ namespace, name }: WorkerPool, estate: Estate): readonly string[] {
  const labels = { namespace, scaledObject: name, triggerIndex: '0', type: 'scaledobject' };
  const errors = selectMeasured(errorsMetric(estate), labels, (counter) => `rate(${counter}[5m])`);
  return [
    `absent(${select(backlogRecord, { namespace, pool: name })})`,
    `${within('sum', errors)} > 0`,
  ];
}

/** KEDA 2.14 renamed its counter and 2.16 dropped the old name. */
function errorsMetric({ environment: { versions } }: Estate): string {
  return isAtLeast(versions.keda, [2, 14])
    ? 'keda_scaler_detail_errors_total'
    : 'keda_scaler_errors';
}

function notReady(pool: WorkerPool): Rule {
  const { namespace, name, alerts } = pool;
  const labels = { namespace, deployment: name };
  const wanted = `max(${select('kube_deployment_spec_replicas', labels)})`;
  const ready = `max(${select('kube_deployment_status_replicas_ready', labels)})`;
  return {
    alert: 'RosterPoolNotReady',
    expr: `${wanted}\n- ${ready}\n> 0`,
    for: formatDuration(alerts.notReady.for),
    labels: labelsOf(pool, alerts.notReady),
    annotations: {
      summary: `Worker pool ${nameOf(pool)} has lacked {{ $value }} of its workers for ${formatDuration(alerts.notReady.for)}.`,
      description:
        'Look at the pods of the pool and their events: images that cannot be pulled, crashes, probes that fail, no room on the nodes, or a quota that is used up.',
    },
  };
}

/** The pool's own labels do not give way: routes and silences count on them. */
function labelsOf({ namespace, name, alerts }: WorkerPool, { severity }: Alert) {
  return { ...alerts.labels, severity, namespace, pool: name };
}

function nameOf({ namespace, name }: WorkerPool): string {
  return `${namespace}/${name}`;
}

function offset(length: Millis): string {
  return length === 0 ? '' : ` offset ${formatDuration(length)}`;
}
