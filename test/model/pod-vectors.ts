import type { SideContainer } from '../../src/model/container.ts';
import type { Pod } from '../../src/model/pod.ts';
import { amounts, worker } from '../builders.ts';

type Resources = Readonly<Record<string, string>>;

/** A container beside the main one: a test names only what it is about. */
export function side(name: string, changes: Partial<SideContainer> = {}): SideContainer {
  return {
    name,
    image: `registry.example.org/${name}:1.0.0`,
    env: [],
    envFrom: [],
    ports: [],
    requests: new Map(),
    limits: new Map(),
    probes: {},
    mounts: [],
    ...changes,
  };
}

function asks(name: string, requests: Resources, limits: Resources = {}): SideContainer {
  return side(name, { requests: amounts(requests), limits: amounts(limits) });
}

function main(requests: Resources, limits: Resources = {}): Partial<Pod> {
  return { requests: amounts(requests), limits: amounts(limits) };
}

const one = { cpu: '1', memory: '1Gi' };

/** A pod, and what a quota counts of it: each with what it takes of some resources, and of no others. */
export interface Vector {
  readonly name: string;
  readonly pod: Partial<Pod>;
  readonly takes: Resources;
  /** Where a cluster takes such a pod only with an object that is not there. */
  readonly isRefused?: boolean;
}

export const vectors: readonly Vector[] = [
  {
    name: 'a worker alone',
    pod: main(one),
    takes: { 'requests.cpu': '1', 'requests.memory': '1Gi' },
  },
  {
    name: 'a missing request is the limit, a missing limit is none',
    pod: main({ cpu: '1' }, { memory: '1Gi' }),
    takes: { 'requests.cpu': '1', 'requests.memory': '1Gi', 'limits.memory': '1Gi' },
  },
  {
    name: 'sidecars run beside the worker',
    pod: {
      ...main(one),
      sidecars: [asks('a', { cpu: '250m' }), asks('b', { cpu: '1', memory: '1Mi' })],
    },
    takes: { 'requests.cpu': '2250m', 'requests.memory': '1025Mi' },
  },
  {
    name: 'init containers run before, one at a time',
    pod: {
      ...main(one),
      initContainers: [asks('a', { cpu: '900m' }), asks('b', { cpu: '900m', memory: '3Gi' })],
    },
    takes: { 'requests.cpu': '1', 'requests.memory': '3Gi' },
  },
  {
    name: 'init containers run before sidecars',
    pod: {
      ...main(one),
      initContainers: [asks('a', { cpu: '2' })],
      sidecars: [asks('b', { cpu: '500m' })],
    },
    takes: { 'requests.cpu': '2', 'requests.memory': '1Gi' },
  },
  {
    name: 'an init container of the podTemplate runs beside the sidecars',
    pod: {
      ...main(one),
      initContainers: [asks('a', { cpu: '100m' })],
      sidecars: [asks('b', { cpu: '500m' }), asks('c', { memory: '1Gi' })],
      podTemplate: {
        spec: {
          initContainers: [
            { name: 'd', image: 'd:1', resources: { requests: { cpu: 2, memory: '512Mi' } } },
          ],
        },
      },
    },
    takes: { 'requests.cpu': '2500m', 'requests.memory': '2Gi' },
  },
  {
    name: 'a sidecar of the podTemplate counts beside those that start later',
    pod: {
      ...main(one),
      podTemplate: {
        spec: {
          initContainers: [
            {
              name: 'a',
              image: 'a:1',
              restartPolicy: 'Always',
              resources: { limits: { cpu: '1' } },
            },
            { name: 'b', image: 'b:1', resources: { limits: { cpu: '1500m' } } },
            {
              name: 'c',
              image: 'c:1',
              restartPolicy: 'Always',
              resources: { limits: { cpu: '250m' } },
            },
            { name: 'd', image: 'd:1', resources: { limits: { cpu: '1250m' } } },
          ],
          containers: [{ name: 'e', image: 'e:1', resources: { requests: { memory: '1Gi' } } }],
        },
      },
    },
    takes: { 'requests.cpu': '2500m', 'limits.cpu': '2500m', 'requests.memory': '2Gi' },
  },
  {
    name: 'the podTemplate has the last word on each container',
    pod: {
      ...main(one),
      sidecars: [asks('a', { cpu: '1', memory: '1Gi' }), asks('b', { cpu: '1' })],
      podTemplate: {
        spec: {
          containers: [{ name: 'worker', resources: { requests: { cpu: '3' } } }],
          initContainers: [
            { name: 'a', resources: { requests: { cpu: null, memory: '2Gi' } } },
            { name: 'b', resources: null },
          ],
        },
      },
    },
    takes: { 'requests.cpu': '3', 'requests.memory': '3Gi' },
  },
  {
    name: 'devices count once for each that holds one at a time',
    pod: {
      ...main(one, { 'example.org/gpu': '1' }),
      initContainers: [asks('a', {}, { 'example.org/gpu': '2' })],
      sidecars: [asks('b', {}, { 'example.org/gpu': '1' })],
    },
    takes: { 'requests.cpu': '1', 'requests.memory': '1Gi', 'requests.example.org/gpu': '2' },
  },
  {
    name: 'what the podTemplate gives the whole pod stands over its containers',
    pod: {
      ...main(one),
      sidecars: [asks('a', { cpu: '1' })],
      podTemplate: {
        spec: { resources: { requests: { cpu: '4' }, limits: { cpu: '6', memory: '8Gi' } } },
      },
    },
    takes: {
      'requests.cpu': '4',
      'requests.memory': '1Gi',
      'limits.cpu': '6',
      'limits.memory': '8Gi',
    },
  },
  {
    name: 'the sandbox counts in requests, and in limits where there are some',
    pod: {
      ...main({}, { cpu: '1' }),
      podTemplate: { spec: { overhead: { cpu: '100m', memory: '120Mi' } } },
    },
    takes: { 'requests.cpu': '1100m', 'limits.cpu': '1100m', 'requests.memory': '120Mi' },
    isRefused: true,
  },
];

/** The pod of a vector. */
export function podOf({ pod }: Vector): Pod {
  return worker({ requests: new Map(), ...pod });
}
