import {
  type Attempt,
  type Forbidden,
  get,
  patch,
  post,
  remove,
  replace,
} from './runtime-attempt.ts';
import { jobOf, podSpec } from './runtime-estate.ts';

const deployments = '/apis/apps/v1/namespaces/montage/deployments';
const pods = '/api/v1/namespaces/montage/pods';
const jobs = '/apis/batch/v1/namespaces/media/jobs';

const ofDeployment = /changes nothing of a Deployment but the number of its replicas/;
const noPods = /makes no pods, removes none/;
const ofPod = /changes nothing of a pod but its annotation/;
const noTemplate = /names none/;
const account = { serviceAccountName: 'thumbnail' };

const worker = (container: object) => podSpec(account, container);
const pod = (changes: object) => podSpec({ ...account, ...changes });
const volume = (source: object) => pod({ volumes: [{ name: 'a', ...source }] });
const start = (name: string, says: RegExp, spec: object): Forbidden => ({
  name: `start a Job ${name}`,
  call: post(jobs, jobOf('made', spec)),
  says,
});
const elsewhere = (image: string) =>
  start(`of the image ${image}`, /not one that the JobTemplate allows/, worker({ image }));
const besides = (field: 'initContainers' | 'sidecar', image: string) => {
  const [container] = podSpec().containers;
  const more = { ...container, name: 'more', image };
  return field === 'initContainers'
    ? pod({ initContainers: [more] })
    : { ...pod({}), containers: [container, more] };
};

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

/** The same for both components, of Jobs. */
export const jobsConfinedTo: readonly Forbidden[] = [
  {
    name: 'start a Job without a template',
    call: post(jobs, jobOf('made', podSpec(account), '')),
    says: noTemplate,
  },
  {
    name: 'start a Job of a template that is not there',
    call: post(jobs, jobOf('made', podSpec(account), 'other')),
    says: noTemplate,
  },
  {
    name: 'start a Job of a template in another namespace',
    call: post('/apis/batch/v1/namespaces/montage/jobs', jobOf('made')),
    says: noTemplate,
  },
  elsewhere('evil:1'),
  elsewhere('registry.example.org/media-evil/thumbnail:1'),
  elsewhere('registry.example.org.evil/media/thumbnail:1'),
  elsewhere('registryXexample.org/media/thumbnail:1'),
  elsewhere('registry.example.org/media'),
  start(
    'with another container before it',
    /not one that the JobTemplate allows/,
    besides('initContainers', 'evil'),
  ),
  start(
    'with another container beside it',
    /not one that the JobTemplate allows/,
    besides('sidecar', 'registry.example.org/media/thumbnail:1.0.0'),
  ),
  start(
    'under another account',
    /ServiceAccount is not that/,
    podSpec({ serviceAccountName: 'a' }),
  ),
  start('under no account', /ServiceAccount is not that/, podSpec()),
  start("on the host's network", /shares the host's network/, pod({ hostNetwork: true })),
  start("among the host's processes", /shares the host's network/, pod({ hostPID: true })),
  start(
    'that is privileged',
    /container is privileged/,
    worker({
      securityContext: { privileged: true },
    }),
  ),
  start("with the host's files", /path of the host/, volume({ hostPath: { path: '/' } })),
  start(
    'with another Secret as files',
    /Secret is read/,
    volume({ secret: { secretName: 'treasure' } }),
  ),
  start(
    'with another Secret among files',
    /Secret is read/,
    volume({ projected: { sources: [{ secret: { name: 'treasure' } }] } }),
  ),
  start(
    'with another Secret as a variable',
    /Secret is read/,
    worker({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'treasure', key: 'a' } } }] }),
  ),
  start(
    'with another Secret as variables',
    /Secret is read/,
    worker({ envFrom: [{ secretRef: { name: 'treasure' } }] }),
  ),
  {
    name: 'make a Job its own',
    call: patch(`${jobs}/of-somebody-else`, {
      metadata: { labels: { 'roster.dev/job-template': 'thumbnail' } },
    }),
    says: /does not change its JobTemplate/,
  },
  {
    name: 'remove the Job of somebody else',
    call: remove(`${jobs}/of-somebody-else`),
    says: noTemplate,
  },
  {
    name: 'say that a Job has ended',
    call: patch(`${jobs}/known/status`, { status: { succeeded: 0 } }),
    says: noTemplate,
  },
];

const scheduler = { serviceAccountName: 'notebooks-scheduler' };
const clusterPod = (spec: object, template = 'notebooks') => {
  const labels = { 'roster.dev/cluster-template': template };
  return post('/api/v1/namespaces/science/pods', { metadata: { name: 'made', labels }, spec });
};

/** What admission refuses the gateway of pods, whatever its Roles say. */
export const gatewayConfined: readonly Forbidden[] = [
  {
    name: 'start a pod of a template that is not there',
    call: clusterPod(podSpec(scheduler), 'other'),
    says: /names no ClusterTemplate/,
  },
  {
    name: 'start a pod under another account',
    call: clusterPod(podSpec()),
    says: /ServiceAccount is none/,
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
  { name: 'start a pod of a cluster', call: clusterPod(podSpec(scheduler)) },
  { name: 'remove it', call: remove('/api/v1/namespaces/science/pods/made') },
];

/** What it may still do then, so that the refusals above are not of everything. */
export const stillAllowed = [
  {
    name: 'read a Secret, being the admin',
    call: get('/api/v1/namespaces/montage/secrets/treasure'),
  },
];
