import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Relaxation } from '../../../src/model/pod.ts';
import { millis } from '../../../src/model/units.ts';
import type { Worker } from '../../../src/model/worker.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { amounts, environment, estate, worker, workerPool } from '../../builders.ts';
import { matchesGolden } from '../../golden.ts';
import { goldenFiles, objectsOf } from '../golden-objects.ts';
import { faultsOf } from '../validate.ts';

const bare = environment({
  runtime: undefined,
  prometheusOperator: { enabled: false, ruleLabels: {}, podMonitorLabels: {} },
});
const seconds = (count: number) => millis(count * 1000);
const relaxations: readonly Relaxation[] = [
  'runAsRoot',
  'writableRootFilesystem',
  'privilegeEscalation',
  'capabilities',
  'seccomp',
  'serviceAccountToken',
];

const workers: Readonly<Record<string, Partial<Worker>>> = {
  everything: {
    imagePullPolicy: 'IfNotPresent',
    pullSecrets: ['registry'],
    command: ['hflow-job-listener'],
    args: ['--queue', 'montage'],
    workingDir: '/data',
    env: [
      { name: 'Z', value: 'first' },
      { name: 'A', value: '$(Z)' },
      { name: 'EMPTY', value: '' },
      { name: 'S', valueFrom: { secretKeyRef: { name: 'redis', key: 'url', optional: true } } },
      { name: 'C', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } },
      { name: 'F', valueFrom: { fieldRef: { fieldPath: 'status.podIP', apiVersion: 'v1' } } },
      {
        name: 'R',
        valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } },
      },
    ],
    envFrom: [
      { configMapRef: { name: 'settings' } },
      { prefix: 'T_', secretRef: { name: 'tokens', optional: true } },
    ],
    ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }],
    requests: amounts({ cpu: '500m', memory: '524288000', 'nvidia.com/gpu': '1' }),
    limits: amounts({ cpu: '1.5', 'nvidia.com/gpu': '1' }),
    gracePeriod: millis(90_001),
    preStop: { exec: { command: ['drain'] } },
    security: { runAsUser: 1000, runAsGroup: 1001, fsGroup: 1002, relax: [] },
    priorityClass: 'montage.montage',
    rollout: { maxSurge: 1, maxUnavailable: '10%', recreate: false },
    labels: { tier: 'worker', 'roster.dev/pool': 'stolen' },
    annotations: { 'example.org/log-format': 'json' },
  },
  volumes: {
    volumes: [
      { name: 'scratch', mountPath: '/scratch', emptyDir: {} },
      { name: 'shm', mountPath: '/dev/shm', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' } },
      { name: 'work', mountPath: '/data', persistentVolumeClaim: { claimName: 'nfs' } },
      {
        name: 'settings',
        mountPath: '/etc/app',
        readOnly: true,
        configMap: {
          name: 'settings',
          items: [{ key: 'a', path: 'a.json', mode: 292 }],
          defaultMode: 420,
        },
      },
      { name: 'tokens', mountPath: '/tokens', secret: { secretName: 'tokens', optional: true } },
      { name: 'host', mountPath: '/host', hostPath: { path: '/mnt', type: 'Directory' } },
      { name: 'nfs', mountPath: '/nfs', subPath: 'a', nfs: { server: 'nfs', path: '/export' } },
      {
        name: 'store',
        mountPath: '/store',
        csi: { driver: 'secrets-store.csi.k8s.io', volumeAttributes: { secretProviderClass: 'x' } },
      },
      {
        name: 'joined',
        mountPath: '/joined',
        projected: { sources: [{ secret: { name: 'tls' } }] },
      },
      {
        name: 'own',
        mountPath: '/own',
        ephemeral: {
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        },
      },
      {
        name: 'me',
        mountPath: '/me',
        downwardAPI: {
          items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }],
        },
      },
    ],
  },
  probes: {
    probes: {
      startup: { exec: { command: ['cat', '/tmp/ready'] }, failureThreshold: 30 },
      readiness: {
        httpGet: {
          path: '/healthz',
          port: 'metrics',
          scheme: 'HTTPS',
          host: 'localhost',
          httpHeaders: [{ name: 'X-Probe', value: 'roster' }],
        },
        initialDelay: millis(1_500),
        period: seconds(10),
        timeout: seconds(2),
        successThreshold: 2,
      },
      liveness: { grpc: { port: 50051, service: 'worker' } },
    },
    preStop: { sleep: millis(4_200) },
  },
  sockets: {
    probes: { liveness: { tcpSocket: { port: 5672 } } },
    preStop: { httpGet: { path: '/drain', port: 8080 } },
    rollout: { maxSurge: '25%', maxUnavailable: 0, recreate: true },
  },
  placement: {
    placement: {
      nodeSelector: { 'example.org/nodepool': 'workers' },
      tolerations: [
        { key: 'dedicated', operator: 'Exists' },
        { key: 'spot', value: 'yes', effect: 'NoExecute', tolerationTime: seconds(300) },
      ],
      onePerNode: true,
      spread: [
        {
          topologyKey: 'topology.kubernetes.io/zone',
          maxSkew: 1,
          whenUnsatisfiable: 'DoNotSchedule',
        },
      ],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'gpu', operator: 'DoesNotExist' }] }],
          },
        },
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              labelSelector: { matchLabels: { app: 'noisy' } },
              topologyKey: 'kubernetes.io/hostname',
            },
          ],
        },
      },
    },
  },
  relaxed: { security: { relax: relaxations } },
  'taken-over': { selector: { app: 'mproject' }, serviceAccount: { name: 'old', annotations: {} } },
  template: {
    env: [
      { name: 'A', value: 'a' },
      { name: 'B', value: 'b' },
    ],
    volumes: [{ name: 'work', mountPath: '/data', emptyDir: {} }],
    podTemplate: {
      metadata: { labels: { 'roster.dev/pool': 'stolen', more: 'yes' }, annotations: { x: 'y' } },
      spec: {
        hostAliases: [{ ip: '10.0.0.1', hostnames: ['nfs'] }],
        terminationGracePeriodSeconds: null,
        containers: [
          {
            name: 'worker',
            env: [
              { name: 'B', valueFrom: { secretKeyRef: { name: 'x', key: 'b' } } },
              { name: 'C', value: 'c' },
            ],
            resources: { limits: { cpu: '2' } },
            volumeMounts: [{ mountPath: '/data', name: 'work', readOnly: true }],
          },
          { name: 'sidecar', image: 'registry.example.org/sidecar:1' },
        ],
        initContainers: [{ name: 'fetch', image: 'registry.example.org/fetch:1' }],
        volumes: [{ name: 'work', persistentVolumeClaim: { claimName: 'nfs' } }],
      },
    },
  },
};

for (const [name, changes] of Object.entries(workers)) {
  const pool = workerPool({ worker: worker(changes) });

  test(`a worker with ${name} is rendered as reviewed`, () => {
    const objects = new Map(objectsOf(estate({ environment: bare, pools: [pool] })));
    objects.delete('PodDisruptionBudget');
    matchesGolden(`compile/worker-${name}`, goldenFiles(objects));
  });

  test(`an API server takes a worker with ${name}`, () => {
    const objects = compile(estate({ environment: bare, pools: [pool] }), []);
    assert.equal(
      objects.flatMap(({ object }) => faultsOf(object)),
      [],
    );
  });
}

const hardened: readonly [rule: Relaxation, path: readonly string[]][] = [
  ['runAsRoot', ['securityContext', 'runAsNonRoot']],
  ['seccomp', ['securityContext', 'seccompProfile']],
  ['serviceAccountToken', ['automountServiceAccountToken']],
  ['writableRootFilesystem', ['container', 'readOnlyRootFilesystem']],
  ['privilegeEscalation', ['container', 'allowPrivilegeEscalation']],
  ['capabilities', ['container', 'capabilities']],
];
for (const [rule] of hardened) {
  test(`relaxing ${rule} takes away its own rule and no other`, () => {
    const spec = podOf(workerPool({ worker: worker({ security: { relax: [rule] } }) }));
    for (const [other, path] of hardened) {
      assert.is(at(spec, path) === undefined, other === rule, other);
    }
  });
}

test('an existing ServiceAccount is used and none is made', () => {
  const pool = workerPool({ worker: worker(workers['taken-over']!) });
  const objects = objectsOf(estate({ environment: bare, pools: [pool] }));
  assert.not(objects.has('ServiceAccount'));
  assert.is(podOf(pool).serviceAccountName, 'old');
});

/** The pod's spec, its container's security context beside it. */
function podOf(pool: WorkerPool): JsonObject {
  const deployment = objectsOf(estate({ environment: bare, pools: [pool] })).get('Deployment');
  const spec = at(deployment, ['spec', 'template', 'spec']) as JsonObject;
  return { ...spec, container: at(spec, ['containers', '0', 'securityContext']) as JsonObject };
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((here, step) => (here as Record<string, unknown> | undefined)?.[step], value);
}

test.run();
