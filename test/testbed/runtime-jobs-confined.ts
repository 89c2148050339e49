import { type Forbidden, patch, post, remove } from './runtime-attempt.ts';
import { jobOf, podSpec } from './runtime-estate.ts';

const jobs = '/apis/batch/v1/namespaces/media/jobs';
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

const selecting = ({ spec, ...job }: ReturnType<typeof jobOf>) => {
  const selector = { matchLabels: spec.template.metadata.labels };
  return { ...job, spec: { ...spec, manualSelector: true, selector } };
};

/** What admission refuses both components of Jobs, whatever their Roles say. */
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
  elsewhere('registry.example.org/media/../evil/thumbnail:1'),
  elsewhere('registry.example.org/media/thumbnail:1/../../../evil'),
  elsewhere('registry.example.org/media/a:80/evil'),
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
  start(
    'with another Secret for a driver',
    /Secret is read/,
    volume({ csi: { driver: 'a.example.org', nodePublishSecretRef: { name: 'treasure' } } }),
  ),
  start(
    'with another Secret to pull its image',
    /Secret is read/,
    pod({ imagePullSecrets: [{ name: 'treasure' }] }),
  ),
  start(
    'with a capability',
    /rights or capabilities/,
    worker({
      securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } },
    }),
  ),
  start('that may become root', /rights or capabilities/, worker({ securityContext: {} })),
  {
    name: "start a Job that takes others' pods for its own",
    call: post(jobs, selecting(jobOf('made'))),
    says: /own pods only/,
  },
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
