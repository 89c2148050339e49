import {
  type Attempt,
  type Forbidden,
  get,
  patch,
  post,
  remove,
  replace,
} from './runtime-attempt.ts';
import { podSpec } from './runtime-estate.ts';

const deployments = '/apis/apps/v1/namespaces/montage/deployments';
const pods = '/api/v1/namespaces/montage/pods';

const ofDeployment = /changes nothing of a Deployment but the number of its replicas/;
const noPods = /makes no pods, removes none/;
const ofPod = /changes nothing of a pod but its annotation/;
/** What admission refuses the controller even where its Roles have been widened to everything. */
export const controllerConfined: readonly Forbidden[] = [
  {
    name: 'change the image of its Deployment',
    call: patch(`${deployments}/mproject`, {
      spec: { template: { metadata: { labels: { touched: 'yes' } } } },
    }),
    says: ofDeployment,
  },
  {
    name: 'change the number of replicas past its scale',
    call: patch(`${deployments}/mproject`, { spec: { replicas: 9 } }),
    says: ofDeployment,
  },
  {
    name: "write a Deployment's status",
    call: patch(`${deployments}/mproject/status`, {
      status: { observedGeneration: 1_000 },
    }),
    says: ofDeployment,
  },
  {
    name: 'delete a Deployment',
    call: remove(`${deployments}/mproject`),
    says: ofDeployment,
  },
  {
    name: 'create a pod',
    call: post(pods, { metadata: { name: 'another' }, spec: podSpec() }),
    says: noPods,
  },
  { name: 'delete a pod', call: remove(`${pods}/bystander`), says: noPods },
  {
    name: 'evict a pod',
    call: post(`${pods}/bystander/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'bystander' },
    }),
    says: noPods,
  },
  {
    name: 'run a command in a pod',
    call: post(`${pods}/bystander/exec?command=id&stdout=true`, undefined),
    says: noPods,
    control: 'none', // there is no container to run it in
  },
  {
    name: 'reach a port of a pod',
    call: post(`${pods}/bystander/portforward?ports=80`, undefined),
    says: noPods,
    control: 'none', // as above
  },
  {
    name: 'label a pod',
    call: patch(`${pods}/bystander`, { metadata: { labels: { touched: 'yes' } } }),
    says: ofPod,
  },
  {
    name: 'unlabel a pod',
    call: patch(`${pods}/bystander`, { metadata: { labels: null } }),
    says: ofPod,
  },
  {
    name: 'write another annotation of a pod',
    call: patch(`${pods}/bystander`, { metadata: { annotations: { touched: 'yes' } } }),
    says: ofPod,
  },
  {
    name: 'keep a pod from going',
    call: patch(`${pods}/bystander`, { metadata: { finalizers: ['example.org/mine'] } }),
    says: ofPod,
  },
  {
    name: 'change the image of a pod',
    call: replace(`${pods}/bystander`, '/spec/containers/0/image', 'evil'),
    says: ofPod,
  },
];

const scheduler = { serviceAccountName: 'notebooks-scheduler' };
const own = { image: 'registry.example.org/worker:1.0.0' };
const clusterPod = (spec: object, template = 'notebooks') => {
  const labels = { 'roster.dev/cluster-template': template };
  return post('/api/v1/namespaces/science/pods', { metadata: { name: 'made', labels }, spec });
};

/** What admission refuses the gateway of pods, whatever its Roles say. */
export const gatewayConfined: readonly Forbidden[] = [
  {
    name: 'start a pod of a template that is not there',
    call: clusterPod(podSpec(scheduler, own), 'other'),
    says: /names no ClusterTemplate/,
  },
  {
    name: 'start a pod under another account',
    call: clusterPod(podSpec({}, own)),
    says: /ServiceAccount is none/,
  },
  {
    name: 'start a pod that reads a Secret through a volume',
    call: clusterPod(
      podSpec({ ...scheduler, volumes: [{ name: 'a', secret: { secretName: 'treasure' } }] }, own),
    ),
    says: /a Secret is read/,
  },
  {
    name: 'start a pod that reads a Secret through a variable',
    call: clusterPod(
      podSpec(scheduler, {
        ...own,
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'treasure', key: 'a' } } }],
      }),
    ),
    says: /a Secret is read/,
  },
  {
    name: 'start a pod of another image',
    call: clusterPod(podSpec(scheduler, { image: 'registry.example.org/evil:1' })),
    says: /image is none/,
  },
  {
    name: 'remove a pod that is of no cluster',
    call: remove(`${pods}/bystander`),
    says: /names no ClusterTemplate/,
  },
  {
    name: 'change a pod',
    call: patch(`${pods}/bystander`, { metadata: { annotations: { touched: 'yes' } } }),
    says: /changes none/,
  },
  {
    name: 'run a command in a pod',
    call: post(`${pods}/bystander/exec?command=id&stdout=true`, undefined),
    says: /changes none/,
    control: 'none', // there is no container to run it in
  },
];

/** What the gateway may do to pods. */
export const gatewayStarts: readonly Attempt[] = [
  {
    name: 'start a pod of a cluster with the Secret of the cluster',
    call: clusterPod(
      podSpec(
        { ...scheduler, volumes: [{ name: 'a', secret: { secretName: 'roster-cluster-c7' } }] },
        own,
      ),
    ),
  },
  { name: 'remove it', call: remove('/api/v1/namespaces/science/pods/made') },
];

/** What it may still do then, so that the refusals above are not of everything. */
export const stillAllowed = [
  {
    name: 'read a Secret, being the admin',
    call: get('/api/v1/namespaces/montage/secrets/treasure'),
  },
];
