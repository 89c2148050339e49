import type { Confinement } from './policy.ts';

/** The number of a Deployment's pods is changed through its scale, which has no other field; nothing else of it ever is. */
export const deploymentsConfined: Confinement = {
  what: 'deployments',
  components: ['controller'],
  apiGroup: 'apps',
  resources: ['deployments', 'deployments/*'],
  validations: [
    {
      expression:
        "request.operation == 'UPDATE' && has(request.subResource) && request.subResource == 'scale'",
      message:
        "Roster's controller changes nothing of a Deployment but the number of its replicas, through the scale subresource",
    },
  ],
};
