import { type Attempt, type Forbidden, patch, post, remove } from './runtime-attempt.ts';

const services = '/api/v1/namespaces/science/services';
const label = 'roster.dev/cluster';
const ports = [{ port: 8786 }];
const service = (changes: object = {}, labels: object = { [label]: 'c7' }) =>
  post(services, {
    metadata: { name: 'dask-c7', labels },
    spec: { ports, selector: { [label]: 'c7' }, ...changes },
  });
const start = (name: string, says: RegExp, changes: object, labels?: object): Forbidden => ({
  name: `make a Service ${name}`,
  call: service(changes, labels),
  says,
});

/** What admission refuses the gateway of Services, whatever its Roles say. */
export const servicesConfinedTo: readonly Forbidden[] = [
  start('of no cluster', /Services of clusters only/, {}, {}),
  start('of all pods', /not those of its cluster/, { selector: { app: 'a' } }),
  start('of another cluster', /not those of its cluster/, { selector: { [label]: 'c8' } }),
  start('without a selector', /not those of its cluster/, { selector: null }),
  start('for the world', /outside the network/, { type: 'LoadBalancer' }),
  start('on a port of every node', /outside the network/, { type: 'NodePort' }),
  start('on the address of somebody else', /outside the network/, { externalIPs: ['192.0.2.1'] }),
  {
    name: 'remove a Service that is of no cluster',
    call: remove(`${services}/database`),
    says: /Services of clusters only/,
  },
  {
    name: 'change a Service',
    call: patch(`${services}/database`, { metadata: { labels: { [label]: 'c7' } } }),
    says: /changes none/,
  },
];

/** What the gateway may do to Services. */
export const servicesMay: readonly Attempt[] = [
  { name: 'make the Service of a cluster', call: service({ clusterIP: 'None' }) },
  { name: 'remove it', call: remove(`${services}/dask-c7`) },
];
