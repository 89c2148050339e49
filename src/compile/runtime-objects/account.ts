import type { KubernetesObject } from '../object.ts';
import { type ComponentName, componentMetadata, type Installed } from './component.ts';

interface Account extends KubernetesObject {
  readonly automountServiceAccountToken: false;
}

/** Who a component is; only its own pods ask for the token, so that another pod under this name has none. */
export function componentAccount(component: ComponentName, one: Installed): Account {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: componentMetadata('ServiceAccount', component, one),
    automountServiceAccountToken: false,
  };
}
