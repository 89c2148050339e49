/**
 * Holds where the variable `containers` has none that gains rights while it runs, unless `variables.limits` has it. What
 * says nothing may: that is Kubernetes' default.
 */
export const escalationExpression = [
  "('allowPrivilegeEscalation' in variables.limits.host || variables.containers.all(one, !one.?securityContext.?allowPrivilegeEscalation.orValue(true)))",
  'variables.containers.all(one, one.?securityContext.?capabilities.?add.orValue([]).all(name, name in variables.limits.capabilities))',
].join(' && ');
