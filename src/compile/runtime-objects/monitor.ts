import type { KubernetesObject } from '../object.ts';
import {
  type ComponentName,
  componentMetadata,
  componentSelector,
  type Installed,
} from './component.ts';
import { ports } from './ports.ts';

interface Monitor extends KubernetesObject {
  readonly spec: object;
}

/** How the operator finds the metrics, where it is there. Every replica is scraped: only one of them leads. */
export function podMonitor(component: ComponentName, one: Installed): readonly Monitor[] {
  const { enabled, podMonitorLabels } = one.environment.prometheusOperator;
  if (!enabled) return [];
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: componentMetadata('PodMonitor', component, one, { labels: podMonitorLabels }),
      spec: {
        selector: { matchLabels: componentSelector(component) },
        podMetricsEndpoints: [{ port: ports.admin.name }],
      },
    },
  ];
}
