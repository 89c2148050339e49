import { type Attempt, get, patch, post, remove } from './runtime-attempt.ts';
import { home, jobOf, podSpec } from './runtime-estate.ts';

const roster = (namespace: string, rest: string) =>
  `/apis/roster.dev/v1alpha1/namespaces/${namespace}/${rest}`;
const apps = (namespace: string, rest: string) => `/apis/apps/v1/namespaces/${namespace}/${rest}`;
const core = (namespace: string, rest: string) => `/api/v1/namespaces/${namespace}/${rest}`;
const leases = `/apis/coordination.k8s.io/v1/namespaces/${home}/leases`;
const jobs = '/apis/batch/v1/namespaces/media/jobs';
const digest = `sha256:${'0'.repeat(64)}`;

function event(namespace: string) {
  return post(`/apis/events.k8s.io/v1/namespaces/${namespace}/events`, {
    metadata: { generateName: 'scaled-' },
    eventTime: '2026-11-22T08:00:00.000000Z',
    type: 'Normal',
    reason: 'Scaled',
    action: 'Scale',
    note: 'from 1 to 2',
    reportingController: 'roster.dev/controller',
    reportingInstance: 'roster-controller-0',
    regarding: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'mproject' },
  });
}

function status(namespace: string, kind: string, plural: string, name: string) {
  const body = { apiVersion: 'roster.dev/v1alpha1', kind, metadata: { name }, status: {} };
  return {
    method: 'PATCH',
    path: roster(namespace, `${plural}/${name}/status?fieldManager=roster-controller`),
    type: 'application/apply-patch+yaml',
    body,
  } as const;
}

/** Everything that the controller needs, as requests that succeed in this order. */
export const controllerMay: readonly Attempt[] = [
  { name: 'read pools', call: get(roster('montage', 'workerpools')) },
  { name: 'read one pool', call: get(roster('oasis', 'workerpools/piwind')) },
  {
    name: "write a pool's status",
    call: status('montage', 'WorkerPool', 'workerpools', 'mproject'),
  },
  {
    name: "write the status of KEDA's pool",
    call: status('montage', 'WorkerPool', 'workerpools', 'mdifffit'),
  },
  { name: 'read groups', call: get(roster('montage', 'capacitygroups')) },
  {
    name: "write a group's status",
    call: status('montage', 'CapacityGroup', 'capacitygroups', 'montage'),
  },
  { name: 'read quotas', call: get(core('montage', 'resourcequotas')) },
  { name: 'read job templates', call: get(roster('media', 'jobtemplates')) },
  { name: 'read Deployments', call: get(apps('montage', 'deployments')) },
  { name: 'read ReplicaSets', call: get(apps('montage', 'replicasets')) },
  { name: 'read pods', call: get(core('montage', 'pods')) },
  { name: 'read a scale', call: get(apps('montage', 'deployments/mproject/scale')) },
  {
    name: 'scale its pool',
    call: patch(apps('montage', 'deployments/mproject/scale'), { spec: { replicas: 2 } }),
  },
  {
    name: 'scale its pool with the number set whole',
    call: {
      method: 'PUT',
      path: apps('oasis', 'deployments/piwind/scale'),
      body: {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name: 'piwind', namespace: 'oasis' },
        spec: { replicas: 1 },
      },
    },
  },
  {
    name: 'scale its pool to zero',
    call: patch(apps('oasis', 'deployments/agents/scale'), { spec: { replicas: 0 } }),
  },
  {
    name: 'read ScaledObjects',
    call: get('/apis/keda.sh/v1alpha1/namespaces/montage/scaledobjects'),
  },
  {
    name: 'read autoscalers',
    call: get('/apis/autoscaling/v2/namespaces/oasis/horizontalpodautoscalers'),
  },
  {
    name: 'read rules',
    call: get('/apis/monitoring.coreos.com/v1/namespaces/montage/prometheusrules'),
  },
  {
    name: 'say how soon a pod goes',
    call: patch(core('montage', 'pods/bystander'), cost('-10')),
  },
  {
    name: 'say so again',
    call: patch(core('montage', 'pods/bystander'), cost('-20')),
  },
  {
    name: 'take it back',
    call: patch(core('montage', 'pods/bystander'), cost(null)),
  },
  { name: 'tell of a change', call: event('montage') },
  { name: 'read its Lease', call: get(`${leases}/roster-controller`) },
  {
    name: 'renew its Lease',
    call: patch(`${leases}/roster-controller`, { spec: { holderIdentity: 'roster-controller-0' } }),
  },
  { name: 'read nodes', call: get('/api/v1/nodes') },
  { name: 'make a Job', call: post(jobs, jobOf('made')) },
  {
    name: 'make a Job of another image of the list, by its digest',
    call: post(
      jobs,
      jobOf(
        'made-by-digest',
        podSpec(
          { serviceAccountName: 'thumbnail' },
          { image: `registry.example.org/media/lab/resize:2@${digest}` },
        ),
      ),
    ),
  },
  {
    name: 'make a Job that reads the Secret of the template',
    call: post(
      jobs,
      jobOf(
        'made-with-secret',
        podSpec(
          {
            serviceAccountName: 'thumbnail',
            volumes: [{ name: 'a', secret: { secretName: 'media' } }],
          },
          {
            env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'media', key: 'token' } } }],
            envFrom: [{ secretRef: { name: 'media' } }],
          },
        ),
      ),
    ),
  },
  { name: 'read Jobs', call: get(jobs) },
  {
    name: 'keep a Job until it is answered',
    call: patch(`${jobs}/made`, { metadata: { finalizers: ['roster.dev/reply'] } }),
  },
  { name: 'let it go', call: patch(`${jobs}/made`, { metadata: { finalizers: null } }) },
  { name: 'remove a Job', call: remove(`${jobs}/made`) },
];

/** Everything that the gateway needs beside what the Roles of the cluster templates let it do. */
export const gatewayMay: readonly Attempt[] = [
  {
    name: 'make its Lease',
    call: post(leases, {
      metadata: { name: 'roster-gateway' },
      spec: { holderIdentity: 'roster-gateway-0' },
    }),
  },
  {
    name: 'renew its Lease',
    call: patch(`${leases}/roster-gateway`, { spec: { holderIdentity: 'roster-gateway-1' } }),
  },
  { name: 'read job templates', call: get(roster('media', 'jobtemplates')) },
  { name: 'make a Job', call: post(jobs, jobOf('asked-for')) },
  { name: 'read Jobs', call: get(jobs) },
  { name: 'remove a Job', call: remove(`${jobs}/asked-for`) },
  { name: 'tell of a cluster', call: event('science') },
  { name: 'read nodes', call: get('/api/v1/nodes') },
];

function cost(value: string | null) {
  return { metadata: { annotations: { 'controller.kubernetes.io/pod-deletion-cost': value } } };
}
