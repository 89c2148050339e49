import { metricsDefaults } from './defaults.ts';
import { fields, formatted, optional, text } from './field.ts';

/** How Prometheus reads the metrics that pods serve. */
export const metrics = fields(
  'Metrics that the workers serve; the Prometheus operator reads them (PodMonitor).',
  {
    port: formatted('port-name', "Name of the port, the worker's or a sidecar's.", 'metrics'),
    path: optional(
      text('Path of the metrics.', '/metrics', {
        default: metricsDefaults.path,
        pattern: '^/',
      }),
    ),
    interval: optional(
      formatted('duration', 'How often they are read.', '30s', {
        absent: "Prometheus' own interval",
      }),
    ),
    timeout: optional(
      formatted('duration', 'How long Prometheus waits for them; at most `interval`.', '10s', {
        absent: "Prometheus' own timeout",
      }),
    ),
  },
  { absent: 'no PodMonitor is rendered' },
);
