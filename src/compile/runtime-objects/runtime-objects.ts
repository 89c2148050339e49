import type { Estate } from '../../model/environment.ts';
import { type RuntimeConnection, runtimeConnections } from '../../model/runtime-connection.ts';
import type { KubernetesObject } from '../object.ts';
import { componentAccount } from './account.ts';
import { admissionPolicies } from './admission/policies.ts';
import { componentBudget } from './budget.ts';
import { type ComponentName, type Installed, installed } from './component.ts';
import { configMap, configurationText } from './configuration.ts';
import { controllerNodes, controllerRoles } from './controller-roles.ts';
import { componentDeployment } from './deployment.ts';
import { gatewayNodes, gatewayRoles } from './gateway-roles.ts';
import { leaderRole } from './leader-role.ts';
import { podMonitor } from './monitor.ts';
import { isServed, type Needs, needsOf } from './needs.ts';
import { componentNetwork } from './network.ts';
import { runtimeRules } from './rules/runtime-rules.ts';
import { componentService } from './service.ts';

/**
 * Everything that the runtime of an environment consists of; nothing where its manifests are not ours. The gateway is
 * there only where somebody may ask for something over HTTP.
 */
export function runtimeObjects(estate: Estate): readonly KubernetesObject[] {
  const one = installed(estate.environment);
  if (one === undefined) return [];
  const needs = needsOf(estate);
  const hasGateway = needs.some(isServed);
  return [
    ...admissionPolicies(needs, one),
    ...controllerNodes(needs, one),
    ...controllerRoles(needs, one),
    ...parts('controller', needs, runtimeConnections(estate), one),
    ...(hasGateway
      ? [
          ...gatewayNodes(needs, one),
          ...gatewayRoles(needs, one),
          ...parts('gateway', needs, [], one),
        ]
      : []),
    ...runtimeRules(hasGateway ? 'with gateway' : 'controller alone', one),
  ];
}

function parts(
  component: ComponentName,
  needs: readonly Needs[],
  connections: readonly RuntimeConnection[],
  one: Installed,
): readonly KubernetesObject[] {
  const text = configurationText(component, needs, connections, one);
  return [
    componentAccount(component, one),
    ...leaderRole(component, one),
    configMap(component, text, one),
    componentNetwork(component, needs, connections, one),
    componentDeployment(component, text, connections, one),
    componentBudget(component, one),
    componentService(component, one),
    ...podMonitor(component, one),
  ];
}
