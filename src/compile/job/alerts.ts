import type { Environment } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import { formatDuration } from '../../model/units.ts';
import type { Rule } from '../rules/rule.ts';
import { failingExpression } from './failing.ts';
import { overdueExpression } from './overdue.ts';
import { stuckExpression } from './stuck.ts';
import { watched } from './watched.ts';

/** Writes the alerts of a job that are switched on. What is suspended starts nothing, so nothing of it is stuck or late. */
export function jobAlertRules(job: JobTemplate, environment: Environment): readonly Rule[] {
  const { failing, stuck, overdue } = job.alerts;
  return [
    ...(failing.enabled ? [failingRule(job, environment)] : []),
    ...(stuck.enabled && !job.suspend ? [stuckRule(job, environment)] : []),
    ...(overdue.enabled && overdue.after !== undefined && !job.suspend
      ? [overdueRule(job, environment)]
      : []),
  ];
}

function failingRule(job: JobTemplate, environment: Environment): Rule {
  const { failing } = job.alerts;
  return {
    alert: 'RosterJobFailing',
    expr: failingExpression(job, watched(job, environment)),
    for: formatDuration(failing.for),
    labels: labelsOf(job, failing.severity),
    annotations: {
      summary: `Work of job template ${nameOf(job)} has failed, and nothing of it has succeeded since.`,
      description:
        'Look at the log and the exit code of the last pod, at whether it ran out of memory or time, and at whether its inputs are there.',
    },
  };
}

/** Without `for` where the age of what waits is in the expression. */
function stuckRule(job: JobTemplate, environment: Environment): Rule {
  const { stuck } = job.alerts;
  const length = formatDuration(stuck.for);
  return {
    alert: 'RosterJobStuck',
    expr: stuckExpression(job, watched(job, environment)),
    ...(job.trigger.kind !== 'requests' && { for: length }),
    labels: labelsOf(job, stuck.severity),
    annotations: {
      summary: `Work of job template ${nameOf(job)} has waited for ${length} and does not begin to run.`,
      description:
        'Look at the pods and their events: no room on the nodes, a quota that is used up, an image that cannot be pulled, a Secret or a volume that is missing.',
    },
  };
}

function overdueRule(job: JobTemplate, environment: Environment): Rule {
  const { overdue } = job.alerts;
  return {
    alert: 'RosterJobOverdue',
    expr: overdueExpression(job, watched(job, environment)),
    labels: labelsOf(job, overdue.severity),
    annotations: {
      summary: `Work of job template ${nameOf(job)} is late: {{ $value | humanizeDuration }}.`,
      description:
        'Look at whether it runs and takes longer than it should, waits for something, or was never started.',
    },
  };
}

/** The policy's own labels do not hide those that routes and silences count on. */
function labelsOf({ namespace, name, alerts }: JobTemplate, severity: string) {
  return { ...alerts.labels, severity, namespace, template: name };
}

function nameOf({ namespace, name }: JobTemplate): string {
  return `${namespace}/${name}`;
}
