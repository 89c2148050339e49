import type { Grafana } from '../../model/grafana.ts';
import type { Context } from '../place.ts';
import { environmentDefaults, grafanaDefaults } from '../schema/defaults.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { reportLabels } from '../values/labels.ts';

/** Reads `spec.grafana`; `undefined` where no dashboard is rendered. */
export function readGrafana(context: Context, written: WrittenEnvironment): Grafana | undefined {
  const { grafana = {}, runtime = {}, defaultNamespace } = written;
  const { enabled = false, labels = grafanaDefaults.labels, datasource } = grafana;
  reportLabels(context, ['grafana', 'labels'], grafana.labels);
  if (!enabled) return undefined;
  const usual =
    (runtime.enabled ?? true)
      ? (runtime.namespace ?? environmentDefaults.runtimeNamespace)
      : (defaultNamespace ?? environmentDefaults.defaultNamespace);
  return {
    namespace: grafana.namespace ?? usual,
    labels,
    folder: grafana.folder ?? grafanaDefaults.folder,
    ...(datasource !== undefined && { datasource }),
  };
}
