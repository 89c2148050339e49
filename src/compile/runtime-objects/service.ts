import type { KubernetesObject } from '../object.ts';
import {
  type ComponentName,
  componentMetadata,
  componentSelector,
  type Installed,
} from './component.ts';
import { ports } from './ports.ts';

interface Service extends KubernetesObject {
  readonly spec: object;
}

/** A name for a component's ports: its metrics, and what users of the gateway talk to. */
export function componentService(component: ComponentName, one: Installed): Service {
  const { admin, http, proxy } = ports;
  const named = [
    ...(component === 'gateway'
      ? [
          { ...port(http), port: 80 },
          { ...port(proxy), port: proxy.containerPort },
        ]
      : []),
    { ...port(admin), port: admin.containerPort },
  ];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: componentMetadata('Service', component, one),
    spec: { ports: named, selector: componentSelector(component) },
  };
}

function port({ name }: { readonly name: string }) {
  return { name, targetPort: name, protocol: 'TCP' };
}
