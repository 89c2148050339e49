import { type Forbidden, get, patch, post, remove, replace } from './runtime-attempt.ts';
import { foreign, home, jobOf, podSpec } from './runtime-estate.ts';

const apps = (namespace: string, rest: string) => `/apis/apps/v1/namespaces/${namespace}/${rest}`;
const core = (namespace: string, rest: string) => `/api/v1/namespaces/${namespace}/${rest}`;
const roster = (rest: string) => `/apis/roster.dev/v1alpha1/namespaces/montage/${rest}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const admission = '/apis/admissionregistration.k8s.io/v1';
const leases = `/apis/coordination.k8s.io/v1/namespaces/${home}/leases`;
const image = { spec: { template: { spec: { containers: [{ name: 'worker', image: 'evil' }] } } } };
const replicas = { spec: { replicas: 9 } };
const cost = { metadata: { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '1' } } };
const labels = { metadata: { labels: { touched: 'yes' } } };

/** What the API server says where no Role lets somebody do something. */
export function cannot(verb: string, resource: string): RegExp {
  return new RegExp(`cannot ${verb} resource "${resource}"`);
}

const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' };
const subjects = [{ kind: 'ServiceAccount', name: 'roster-controller', namespace: home }];
const deployment = {
  metadata: { name: 'another' },
  spec: {
    selector: { matchLabels: { app: 'c' } },
    template: { metadata: { labels: { app: 'c' } }, spec: podSpec({ restartPolicy: 'Always' }) },
  },
};
const pool = {
  apiVersion: 'roster.dev/v1alpha1',
  kind: 'WorkerPool',
  metadata: { name: 'another' },
  spec: { worker: { image: 'a:1' }, scaling: { mode: 'fixed', workers: 1 } },
};

/** What no Role lets the controller do. */
export const controllerMustNot: readonly Forbidden[] = [
  {
    name: 'read a Secret beside its pools',
    call: get(core('montage', 'secrets/treasure')),
    says: cannot('get', 'secrets'),
  },
  {
    name: 'list the Secrets of its own namespace',
    call: get(core(home, 'secrets')),
    says: cannot('list', 'secrets'),
  },
  {
    name: 'list the Secrets of the cluster',
    call: get('/api/v1/secrets'),
    says: cannot('list', 'secrets'),
  },
  {
    name: 'read a ConfigMap',
    call: get(core('montage', 'configmaps/kube-root-ca.crt')),
    says: cannot('get', 'configmaps'),
  },
  {
    name: 'change the image of its Deployment',
    call: patch(apps('montage', 'deployments/mproject'), image),
    says: cannot('patch', 'deployments'),
  },
  {
    name: 'change its own Deployment',
    call: patch(apps(home, 'deployments/roster-controller'), labels),
    says: cannot('patch', 'deployments'),
  },
  {
    name: "scale KEDA's pool",
    call: patch(apps('montage', 'deployments/mdifffit/scale'), replicas),
    says: cannot('patch', 'deployments/scale'),
  },
  {
    name: "scale Git's pool",
    call: patch(apps('montage', 'deployments/reports/scale'), replicas),
    says: cannot('patch', 'deployments/scale'),
  },
  {
    name: 'scale a Deployment of the same name in another namespace',
    call: patch(apps(foreign, 'deployments/mproject/scale'), replicas),
    says: cannot('patch', 'deployments/scale'),
  },
  {
    name: 'delete a Deployment',
    call: remove(apps('montage', 'deployments/mproject')),
    says: cannot('delete', 'deployments'),
  },
  {
    name: 'create a Deployment',
    call: post(apps('montage', 'deployments'), deployment),
    says: cannot('create', 'deployments'),
  },
  {
    name: 'create a pod',
    call: post(core('montage', 'pods'), { metadata: { name: 'another' }, spec: podSpec() }),
    says: cannot('create', 'pods'),
  },
  {
    name: 'delete a pod',
    call: remove(core('montage', 'pods/bystander')),
    says: cannot('delete', 'pods'),
  },
  {
    name: 'evict a pod',
    call: post(core('montage', 'pods/bystander/eviction'), {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'bystander' },
    }),
    says: cannot('create', 'pods/eviction'),
  },
  {
    name: 'run a command in a pod',
    call: post(`${core('montage', 'pods/bystander/exec')}?command=id&stdout=true`, undefined),
    says: cannot('create', 'pods/exec'),
    control: 'none', // there is no container to run it in
  },
  {
    name: 'read the log of a pod',
    call: get(core('montage', 'pods/bystander/log')),
    says: cannot('get', 'pods/log'),
    control: 'none', // there is no kubelet to ask
  },
  {
    name: 'annotate a pod where idle workers are not taken first',
    call: patch(core('oasis', 'pods/any'), cost),
    says: cannot('patch', 'pods'),
    control: 'none', // there is no such pod, and it is not even told that
  },
  {
    name: 'annotate a pod of a namespace without policies',
    call: patch(core(foreign, 'pods/bystander'), cost),
    says: cannot('patch', 'pods'),
  },
  {
    name: 'change the labels of a pod',
    call: patch(core('montage', 'pods/bystander'), labels),
    says: /changes nothing of a pod but its annotation/,
  },
  {
    name: 'change the image of a pod',
    call: replace(core('montage', 'pods/bystander'), '/spec/containers/0/image', 'evil'),
    says: /changes nothing of a pod but its annotation/,
  },
  {
    name: 'list the pods of a namespace without policies',
    call: get(core(foreign, 'pods')),
    says: cannot('list', 'pods'),
  },
  {
    name: 'list the pods of the cluster',
    call: get('/api/v1/pods'),
    says: cannot('list', 'pods'),
  },
  {
    name: 'create a Role',
    call: post(`${rbac}/namespaces/montage/roles`, { metadata: { name: 'more' }, rules: [] }),
    says: cannot('create', 'roles'),
  },
  {
    name: 'widen its Role',
    call: patch(`${rbac}/namespaces/montage/roles/roster-controller`, { rules: [] }),
    says: cannot('patch', 'roles'),
  },
  {
    name: 'bind itself to a role',
    call: post(`${rbac}/namespaces/montage/rolebindings`, {
      metadata: { name: 'more' },
      roleRef,
      subjects,
    }),
    says: cannot('create', 'rolebindings'),
  },
  {
    name: 'bind itself to a role in every namespace',
    call: post(`${rbac}/clusterrolebindings`, { metadata: { name: 'more' }, roleRef, subjects }),
    says: cannot('create', 'clusterrolebindings'),
  },
  {
    name: 'change a definition of its kinds',
    call: patch(
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/workerpools.roster.dev',
      labels,
    ),
    says: cannot('patch', 'customresourcedefinitions'),
  },
  {
    name: 'change the policy that confines it',
    call: patch(`${admission}/validatingadmissionpolicies/roster-pods.${home}`, {
      spec: { failurePolicy: 'Ignore' },
    }),
    says: cannot('patch', 'validatingadmissionpolicies'),
  },
  {
    name: 'unbind the policy that confines it',
    call: remove(`${admission}/validatingadmissionpolicybindings/roster-pods.${home}`),
    says: cannot('delete', 'validatingadmissionpolicybindings'),
  },
  {
    name: 'raise a quota',
    call: patch(core('montage', 'resourcequotas/montage'), { spec: { hard: { pods: '1000' } } }),
    says: cannot('patch', 'resourcequotas'),
  },
  {
    name: 'change what a pool wants',
    call: patch(roster('workerpools/mproject'), { spec: { scaling: { max: 1000 } } }),
    says: cannot('patch', 'workerpools'),
  },
  {
    name: 'create a pool',
    call: post(roster('workerpools'), pool),
    says: cannot('create', 'workerpools'),
    control: 'none', // the admin's differs in what it must hold
  },
  {
    name: 'delete a pool',
    call: remove(roster('workerpools/mproject')),
    says: cannot('delete', 'workerpools'),
  },
  {
    name: 'change a group',
    call: patch(roster('capacitygroups/montage'), labels),
    says: cannot('patch', 'capacitygroups'),
  },
  {
    name: "change KEDA's object",
    call: patch('/apis/keda.sh/v1alpha1/namespaces/montage/scaledobjects/mdifffit', labels),
    says: cannot('patch', 'scaledobjects'),
  },
  {
    name: 'change a rule',
    call: patch(
      '/apis/monitoring.coreos.com/v1/namespaces/montage/prometheusrules/mproject',
      labels,
    ),
    says: cannot('patch', 'prometheusrules'),
  },
  {
    name: 'change a node',
    call: patch('/api/v1/nodes/machine', { spec: { unschedulable: true } }),
    says: cannot('patch', 'nodes'),
  },
  {
    name: 'read the Lease of another',
    call: get(`${leases}/another`),
    says: cannot('get', 'leases'),
  },
  {
    name: 'take the Lease of another',
    call: patch(`${leases}/another`, { spec: { holderIdentity: 'roster-controller-0' } }),
    says: cannot('patch', 'leases'),
  },
  {
    name: 'get a token of another account',
    call: post(core('montage', 'serviceaccounts/mproject/token'), { spec: { audiences: [] } }),
    says: cannot('create', 'serviceaccounts/token'),
    control: 'none', // a token is given or not: there is no dry run of one
  },
  {
    name: 'get a further token of its own',
    call: post(core(home, 'serviceaccounts/roster-controller/token'), { spec: { audiences: [] } }),
    says: cannot('create', 'serviceaccounts/token'),
    control: 'none', // as above
  },
  {
    name: 'create an account',
    call: post(core('montage', 'serviceaccounts'), { metadata: { name: 'more' } }),
    says: cannot('create', 'serviceaccounts'),
  },
  {
    name: 'start a Job where no template is',
    call: post('/apis/batch/v1/namespaces/montage/jobs', jobOf('made')),
    says: cannot('create', 'jobs'),
  },
  {
    name: 'delete a namespace',
    call: remove('/api/v1/namespaces/montage'),
    says: cannot('delete', 'namespaces'),
  },
  {
    name: 'read what others are told',
    call: get(core('montage', 'events')),
    says: cannot('list', 'events'),
  },
];
