import { Type } from 'typebox';
import { fields, flag, formatted, map, optional, text } from '../field.ts';
import { jobAlertDefaults, overdueSeverity } from './defaults.ts';

const enabled = optional(flag('Whether the alert is rendered.', false, { default: true }));
const severity = (fallback: string) =>
  optional(text('Value of its severity label.', fallback, { default: fallback }));

const alert = (description: string, name: keyof typeof jobAlertDefaults) => {
  const { for: wait, severity: loudness } = jobAlertDefaults[name];
  return optional(
    fields(
      description,
      {
        enabled,
        for: optional(
          formatted('duration', 'How long it must hold before it fires.', wait, { default: wait }),
        ),
        severity: severity(loudness),
      },
      { default: {} },
    ),
  );
};

export const jobAlerts = fields(
  'Prometheus alerts for the job.',
  {
    enabled: optional(flag('Whether any alert is rendered.', false, { default: true })),
    labels: optional(
      map(
        Type.String(),
        'Labels on every alert.',
        { team: 'media' },
        { default: {}, maxProperties: 64 },
      ),
    ),
    failing: alert('Work has failed, and nothing has succeeded since.', 'failing'),
    stuck: alert('Work that was started or asked for does not begin to run.', 'stuck'),
    overdue: optional(
      fields(
        'Work takes too long: nothing has succeeded for so long (`schedule`), a Job has not ended (`once`, `keda`), or a request has waited (`queue`, `http`) for so long.',
        {
          enabled,
          after: optional(
            formatted('duration', 'How long is too long.', '26h', {
              absent: 'there is no such alert',
            }),
          ),
          severity: severity(overdueSeverity),
        },
        { default: {} },
      ),
    ),
  },
  { default: {} },
);
