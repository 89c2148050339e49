import { clusterLabel } from '../../cluster/gateway.ts';
import { type Confinement, quote } from './policy.ts';

const label = quote(clusterLabel);
const ofCluster = (object: string) => `${object}.metadata.?labels[?${label}].orValue('')`;

/** RBAC cannot tell the Service of a cluster from others of its namespace, whose traffic another selector would take. */
export const servicesConfined: Confinement = {
  what: 'services',
  components: ['gateway'],
  apiGroup: '',
  resources: ['services', 'services/*'],
  variables: [{ name: 'isMade', expression: "request.operation == 'CREATE'" }],
  validations: [
    {
      expression:
        "(!has(request.subResource) || request.subResource == '') && request.operation in ['CREATE', 'DELETE']",
      message: 'the gateway of Roster makes Services and removes them, and changes none',
    },
    {
      expression: `(variables.isMade ? ${ofCluster('object')} : ${ofCluster('oldObject')}) != ''`,
      message: `the gateway of Roster has to do with Services of clusters only: there is no label ${clusterLabel}`,
    },
    {
      expression: `!variables.isMade || object.spec.?selector[?${label}].orValue('') == ${ofCluster('object')}`,
      message: 'the Service selects pods that are not those of its cluster',
    },
    {
      expression: `!variables.isMade || (object.spec.?type.orValue('ClusterIP') == 'ClusterIP' && object.spec.?externalIPs.orValue([]).size() == 0)`,
      message: 'the Service is open to those outside the network of the cluster',
    },
  ],
};
