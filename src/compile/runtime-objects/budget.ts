import { isAtLeast } from '../../model/version.ts';
import type { KubernetesObject } from '../object.ts';
import {
  type ComponentName,
  componentMetadata,
  componentSelector,
  type Installed,
} from './component.ts';

interface Budget extends KubernetesObject {
  readonly spec: object;
}

/** A drain takes one replica at a time, and is never blocked: also a single one may go. */
export function componentBudget(component: ComponentName, one: Installed): Budget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: componentMetadata('PodDisruptionBudget', component, one),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: componentSelector(component) },
      ...(isAtLeast(one.environment.versions.kubernetes, [1, 27]) && {
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      }),
    },
  };
}
