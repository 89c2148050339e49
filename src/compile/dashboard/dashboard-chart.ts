import type { Construct } from 'constructs';
import type { Estate } from '../../model/environment.ts';
import { environmentLabels } from '../labels.ts';
import { withAnnotations } from '../metadata.ts';
import type { KubernetesObject } from '../object.ts';
import { PolicyChart } from '../policy-chart.ts';
import { environmentRef } from '../policy-ref.ts';
import { syncAnnotations } from '../sync.ts';
import { dashboard } from './dashboard.ts';

/** The dashboard of an environment, where it wants one, in a ConfigMap that Grafana's sidecar picks up. */
export class DashboardChart extends PolicyChart {
  constructor(scope: Construct, estate: Estate) {
    super(scope, environmentRef(estate.environment));
    this.add(configMap(estate));
  }
}

interface ConfigMap extends KubernetesObject {
  readonly data: Readonly<Record<string, string>>;
}

function configMap(estate: Estate): ConfigMap | undefined {
  const { environment } = estate;
  const { grafana } = environment;
  if (grafana === undefined) return undefined;
  const name = `roster-dashboard-${environment.name}`;
  const labels = environmentLabels(environment, grafana.labels);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: withAnnotations(
      { name, namespace: grafana.namespace, labels },
      { grafana_folder: grafana.folder, ...syncAnnotations('ConfigMap', environment) },
    ),
    // the sidecar writes all into one folder, so that the file's name must be of this environment alone
    data: { [`${name}.json`]: `${JSON.stringify(dashboard(estate), undefined, 2)}\n` },
  };
}
