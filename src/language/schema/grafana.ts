import { Type } from 'typebox';
import { grafanaDefaults } from './defaults.ts';
import { fields, flag, formatted, map, optional, text } from './field.ts';

export const grafana = fields(
  'The dashboard of the environment: a ConfigMap that the sidecar of Grafana loads.',
  {
    enabled: optional(flag('Whether it is rendered.', true, { default: false })),
    namespace: optional(
      formatted('name', 'Namespace of the ConfigMap; the sidecar must look there.', 'monitoring', {
        absent: "the runtime's namespace; `defaultNamespace` where there is no runtime",
      }),
    ),
    labels: optional(
      map(
        Type.String(),
        'Labels that the sidecar selects ConfigMaps by.',
        { grafana_dashboard: '1' },
        { default: grafanaDefaults.labels },
      ),
    ),
    folder: optional(
      text('Folder of the dashboard, as annotation `grafana_folder`.', 'Roster', {
        default: grafanaDefaults.folder,
      }),
    ),
    datasource: optional(
      text('The uid of the Prometheus data source.', 'prometheus', {
        absent: 'whoever looks at the dashboard chooses one',
      }),
    ),
  },
  { default: {} },
);
