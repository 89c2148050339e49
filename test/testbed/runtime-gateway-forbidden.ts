import { type Forbidden, get, patch } from './runtime-attempt.ts';
import { home } from './runtime-estate.ts';
import { cannot } from './runtime-forbidden.ts';

/** What no Role lets the gateway do, of what the controller may. */
export const gatewayMustNot: readonly Forbidden[] = [
  {
    name: 'scale a pool',
    call: patch('/apis/apps/v1/namespaces/montage/deployments/mproject/scale', {
      spec: { replicas: 9 },
    }),
    says: cannot('patch', 'deployments/scale'),
  },
  {
    name: 'annotate the pod of a pool',
    call: patch('/api/v1/namespaces/montage/pods/bystander', { metadata: { annotations: {} } }),
    says: cannot('patch', 'pods'),
  },
  {
    name: "take the controller's Lease",
    call: patch(`/apis/coordination.k8s.io/v1/namespaces/${home}/leases/roster-controller`, {
      spec: { holderIdentity: 'roster-gateway-0' },
    }),
    says: cannot('patch', 'leases'),
  },
  {
    name: 'read a Secret',
    call: get(`/api/v1/namespaces/${home}/secrets/treasure`),
    says: cannot('get', 'secrets'),
  },
  {
    name: 'read pools',
    call: get('/apis/roster.dev/v1alpha1/namespaces/montage/workerpools'),
    says: cannot('list', 'workerpools'),
  },
];
