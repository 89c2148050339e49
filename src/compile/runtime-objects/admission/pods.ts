import { type Confinement, quote } from './policy.ts';

const cost = quote('controller.kubernetes.io/pod-deletion-cost');

/** What of the metadata only the API server changes is left out of the comparison. */
const kept = ['labels', 'finalizers', 'ownerReferences'];

/** The one thing the controller says to a pod is how soon it should go. RBAC cannot tell one field from another. */
export const podsConfined: Confinement = {
  what: 'pods',
  components: ['controller'],
  apiGroup: '',
  resources: ['pods', 'pods/*'],
  variables: [
    {
      name: 'isUpdate',
      expression:
        "request.operation == 'UPDATE' && (!has(request.subResource) || request.subResource == '')",
    },
    { name: 'before', expression: annotationsOf('oldObject') },
    { name: 'after', expression: annotationsOf('object') },
  ],
  validations: [
    {
      expression: 'variables.isUpdate',
      message:
        "Roster's controller makes no pods, removes none and has nothing to do with their subresources",
    },
    {
      expression: [
        '!variables.isUpdate || (object.spec == oldObject.spec',
        ...kept.map((field) => `object.metadata.?${field} == oldObject.metadata.?${field}`),
        `variables.before.all(key, key == ${cost} || (key in variables.after && variables.after[key] == variables.before[key]))`,
        `variables.after.all(key, key == ${cost} || key in variables.before))`,
      ].join(' && '),
      message: `Roster's controller changes nothing of a pod but its annotation ${cost}`,
    },
  ],
};

function annotationsOf(object: string): string {
  return `variables.isUpdate ? ${object}.metadata.?annotations.orValue({}) : {}`;
}
