import type { KubernetesObject } from '../../object.ts';
import type { RuleGroup } from '../../rules/rule.ts';
import { componentMetadata, type Installed } from '../component.ts';
import { controllerRules } from './controller-rules.ts';
import { gatewayRules } from './gateway-rules.ts';

/** Which components are there to be watched. */
export type Watched = 'controller alone' | 'with gateway';

interface Rules extends KubernetesObject {
  readonly spec: { readonly groups: readonly RuleGroup[] };
}

/** The runtime's own service levels as alerts, where the operator that reads them is there. */
export function runtimeRules(watched: Watched, one: Installed): readonly Rules[] {
  const { enabled, ruleLabels } = one.environment.prometheusOperator;
  if (!enabled) return [];
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: componentMetadata('PrometheusRule', 'controller', one, {
        name: 'roster-runtime',
        labels: ruleLabels,
      }),
      spec: { groups: ruleGroups(watched, one.namespace) },
    },
  ];
}

/** The rules of a runtime in this namespace. */
export function ruleGroups(watched: Watched, namespace: string): readonly RuleGroup[] {
  const controller = { name: `roster-controller-${namespace}`, rules: controllerRules(namespace) };
  if (watched === 'controller alone') return [controller];
  return [controller, { name: `roster-gateway-${namespace}`, rules: gatewayRules(namespace) }];
}
