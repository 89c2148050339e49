import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { podTemplate } from '../../../src/compile/pod/pod-template.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Pod } from '../../../src/model/pod.ts';
import { millis } from '../../../src/model/units.ts';
import { amounts, environment, estate, worker, workerPool } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { side } from '../../model/pod-vectors.ts';
import { goldenFiles, objectsOf } from '../golden-objects.ts';
import { faultsOf } from '../validate.ts';

const pod = worker({
  ports: [{ name: 'metrics', containerPort: 9090 }],
  volumes: [
    { name: 'work', mountPath: '/data', persistentVolumeClaim: { claimName: 'nfs' } },
    { name: 'certificates', secret: { secretName: 'broker-tls' } },
  ],
  initContainers: [
    side('fetch', {
      command: ['fetch'],
      args: ['--into', '/out'],
      workingDir: '/out',
      envFrom: [{ configMapRef: { name: 'settings' } }],
      requests: amounts({ cpu: '1000m', memory: '0.5Gi' }),
      mounts: [{ volume: 'work', path: '/out', subPath: 'runs', readOnly: false }],
    }),
    side('check', { imagePullPolicy: 'Always', command: [], args: [] }),
  ],
  sidecars: [
    side('proxy', {
      env: [
        { name: 'EMPTY', value: '' },
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'broker', key: 'token' } } },
        {
          name: 'ROOM',
          valueFrom: {
            resourceFieldRef: { resource: 'limits.memory', containerName: 'worker', divisor: 1024 },
          },
        },
      ],
      ports: [{ name: 'amqp', containerPort: 5672 }],
      limits: amounts({ cpu: '0.1', memory: '64Mi' }),
      probes: {
        startup: { tcpSocket: { port: 'amqp' }, period: millis(1000) },
        liveness: { exec: { command: ['true'] }, initialDelay: millis(0) },
      },
      mounts: [
        { volume: 'certificates', path: '/certificates', readOnly: true },
        { volume: 'work', path: '/data' },
      ],
    }),
    side('log'),
  ],
});

// From Kubernetes 1.29 on sidecars are init containers that go on running; before, containers like the worker.
for (const minor of [28, 29]) {
  const bare = environment({
    versions: { kubernetes: [1, minor], keda: [2, 17] },
    prometheusOperator: { ...environment().prometheusOperator, enabled: false },
  });
  const pool = workerPool({ worker: pod });

  test(`init containers and sidecars are rendered as reviewed for Kubernetes 1.${minor}`, () => {
    const objects = new Map(objectsOf(estate({ environment: bare, pools: [pool] })));
    for (const kind of ['PodDisruptionBudget', 'ServiceAccount', 'WorkerPool', 'NetworkPolicy']) {
      objects.delete(kind);
    }
    matchesGolden(`compile/worker-sidecars-1.${minor}`, goldenFiles(objects));
  });

  test(`an API server takes init containers and sidecars for Kubernetes 1.${minor}`, () => {
    const objects = objectsOf(estate({ environment: bare, pools: [pool] }));
    assert.equal(faultsOf(objects.get('Deployment')!), []);
  });
}

test('every container is hardened like the main one, and relaxed with it', () => {
  for (const relax of [[], ['writableRootFilesystem']] as const) {
    const contexts = containersOf({ ...pod, security: { relax } }).map(
      ({ securityContext }) => securityContext,
    );
    assert.is(contexts.length, 5);
    for (const context of contexts) assert.equal(context, contexts[0]);
    assert.is('readOnlyRootFilesystem' in (contexts[0] as JsonObject), relax.length === 0);
  }
});

test('a sidecar of a pod that is to end lets it end', () => {
  const { spec } = podTemplate(pod, { ...place, restartPolicy: 'Never' }) as {
    readonly spec: JsonObject;
  };
  assert.is(spec.restartPolicy, 'Never');
  const sidecars = (spec.initContainers as readonly JsonObject[]).slice(-2);
  assert.equal(
    sidecars.map(({ restartPolicy }) => restartPolicy),
    ['Always', 'Always'],
  );
});

test('a podTemplate changes a sidecar by its name', () => {
  const changed = {
    ...pod,
    podTemplate: { spec: { initContainers: [{ name: 'log', stdin: true }] } },
  };
  const log = containersOf(changed).find(({ name }) => name === 'log');
  assert.is(log?.stdin, true);
  assert.is(log?.image, 'registry.example.org/log:1.0.0');
  assert.is(log?.restartPolicy, 'Always');
});

test('what a podTemplate gives the whole pod is spelt as the API server gives it back', () => {
  const resources = { requests: { cpu: 1, memory: '0.5Gi' } };
  const whole = { ...pod, podTemplate: { spec: { resources, overhead: { cpu: '1000m' } } } };
  const { spec } = podTemplate(whole, place) as { readonly spec: JsonObject };
  assert.equal(spec.resources, { requests: { cpu: '1', memory: '512Mi' } });
  assert.equal(spec.overhead, { cpu: '1' });
});

const labels = { app: 'a' };
const place = {
  labels,
  fixedLabels: labels,
  selector: labels,
  serviceAccountName: 'a',
  container: 'scheduler',
  kubernetes: [1, 35],
} as const;

function containersOf(of: Pod): readonly JsonObject[] {
  const { spec } = podTemplate(of, place) as {
    readonly spec: Readonly<Record<string, readonly JsonObject[]>>;
  };
  return [...spec.containers!, ...spec.initContainers!];
}

test.run();
