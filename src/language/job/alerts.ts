import type { JobAlerts } from '../../model/job-template.ts';
import type { Alert } from '../../model/worker-pool.ts';
import { type Context, complain } from '../place.ts';
import { jobAlertDefaults, overdueSeverity } from '../schema/job/defaults.ts';
import type { WrittenJob } from '../schema/job-template.ts';
import { readDuration, readPositiveDuration } from '../values/values.ts';

type Written = NonNullable<WrittenJob['alerts']>;

/** Reads `spec.alerts`. */
export function readJobAlerts(context: Context, written: Written = {}): JobAlerts {
  const isOn = written.enabled ?? true;
  if (!isOn) reportVain(context, written);
  const read = (name: keyof typeof jobAlertDefaults): Alert => {
    const {
      enabled = true,
      severity = jobAlertDefaults[name].severity,
      for: wait = jobAlertDefaults[name].for,
    } = written[name] ?? {};
    return {
      enabled: enabled && isOn,
      severity,
      for: readDuration(context, ['alerts', name, 'for'], wait),
    };
  };
  const { after, enabled = true, severity = overdueSeverity } = written.overdue ?? {};
  return {
    labels: written.labels ?? {},
    failing: read('failing'),
    stuck: read('stuck'),
    overdue: {
      enabled: enabled && isOn,
      severity,
      ...(after !== undefined && {
        after: readPositiveDuration(context, ['alerts', 'overdue', 'after'], after),
      }),
    },
  };
}

function reportVain(context: Context, written: Written): void {
  for (const name of ['failing', 'stuck', 'overdue'] as const) {
    if (written[name] === undefined) continue;
    complain(
      context,
      'conflicting-fields',
      ['alerts', name],
      (field) => `${field} has no meaning here: \`spec.alerts.enabled\` is false`,
      { at: 'key', help: 'remove it' },
    );
  }
}
