import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readHyperflow } from '../../../src/language/hyperflow/read.ts';
import { validateWorkerPool } from '../../../src/language/validation/validators.standalone.ts';
import { readSource } from '../../../src/language/yaml/read.ts';
import { isObject } from '../../../src/model/json.ts';
import { poolText, readText } from './document.ts';

test('a pool becomes the spec that gives the objects of the operator', () => {
  const limits = '    limits: {memory: 1Gi}';
  const { pool } = readText(poolText({ memory: `      memory: "524288000"\n${limits}` }));
  assert.equal(pool?.metadata, { name: 'resize', namespace: 'photos' });
  assert.equal(pool?.layer.spec, {
    worker: {
      image: 'registry.example.org/photo-worker:je-1.3.4',
      imagePullPolicy: 'Always',
      command: ['/usr/local/bin/dumb-init', '--single-child', '-v', '--', 'hflow-job-listener.js'],
      workingDir: '/work_dir',
      gracePeriod: '5m',
      preStop: { exec: { command: ['sh', '-c', 'sleep 5'] } },
      volumes: [
        { name: 'my-pvc-nfs', mountPath: '/work_dir', persistentVolumeClaim: { claimName: 'nfs' } },
      ],
      placement: { nodeSelector: { 'hyperflow-wms/nodepool': 'hfworker' } },
      security: {
        relax: [
          'runAsRoot',
          'writableRootFilesystem',
          'privilegeEscalation',
          'capabilities',
          'seccomp',
        ],
      },
      serviceAccount: { name: 'default' },
      rollout: { maxSurge: '25%', maxUnavailable: '25%' },
      env: [
        { name: 'QUEUE_NAME', value: 'photos.photo_Resize.py' },
        { name: 'RABBIT_HOSTNAME', value: 'rabbitmq.photos' },
        { name: 'REDIS_URL', value: 'redis://redis:6379' },
        { name: 'RABBIT_PREFETCH_SIZE', value: '1' },
        { name: 'HF_VAR_WORK_DIR', value: '/work_dir' },
        { name: 'HF_VAR_WAIT_FOR_INPUT_FILES', value: '0' },
        { name: 'HF_VAR_NUM_RETRIES', value: '1' },
        field('HF_LOG_NODE_NAME', 'spec.nodeName'),
        field('HF_LOG_POD_NAME', 'metadata.name'),
        field('HF_LOG_POD_NAMESPACE', 'metadata.namespace'),
        field('HF_LOG_POD_IP', 'status.podIP'),
        field('HF_LOG_POD_SERVICE_ACCOUNT', 'spec.serviceAccountName'),
        { name: 'HF_VAR_FS_MONIT_ENABLED', value: '0' },
        { name: 'HF_VAR_FS_MONIT_COMMAND', value: 'ls -l' },
        { name: 'HF_VAR_FS_MONIT_PATH_PATTERN', value: '/work_dir/*' },
        { name: 'HF_VAR_NUMBER_OF_RETRIES', value: '1' },
      ],
      resources: { requests: { cpu: '0.5', memory: '524288000' }, limits: { memory: '1Gi' } },
      priorityClass: 'hyperflow-worker',
      selector: { app: 'resize' },
    },
    engine: 'keda',
    scaling: {
      signal: { rabbitmq: { queue: 'photos.photo_Resize.py', connection: 'hyperflow' } },
      min: 0,
      max: 50,
      mode: 'share',
      formula: 'hyperflow',
      hold: '2m',
      rates: { up: { workers: 50, per: '5s' }, down: { workers: 50, per: '30s' } },
      pollingInterval: '3s',
    },
    alerts: { enabled: false },
    disruption: { maxUnavailable: '100%' },
  });
  assert.equal(pool?.connections, {
    rabbitmq: {
      hyperflow: { exporter: { kind: 'kbudde', matchers: { endpoint: 'rabbitmq-exporter' } } },
    },
    prometheus: { hyperflow: { url: 'http://monitoring-prometheus.photos:9090' } },
  });
});

const queues = [
  {
    name: 'the namespace and the task type name the queue',
    lines: {},
    queue: 'photos.photo_Resize.py',
  },
  {
    name: 'a pool without namespace is in default',
    lines: { namespace: null },
    queue: 'default.photo_Resize.py',
  },
  { name: 'queueName is taken as it is', lines: { queue: "queueName: 'a\"b'" }, queue: 'a"b' },
  {
    name: 'spec.queue names the queue',
    lines: { queue: 'queue: {name: photos, vhost: hf}' },
    queue: 'photos',
    vhost: 'hf',
  },
  {
    name: 'the queue of the fork is the task type alone',
    lines: { queue: 'queue: {}' },
    queue: 'photo_Resize.py',
  },
  {
    name: 'the vhost comes from the broker address',
    lines: { rabbitHostname: '  rabbitHostname: u:p@rabbitmq:5672/hyper%2Fflow' },
    queue: 'photos.photo_Resize.py',
    vhost: 'hyper/flow',
  },
  {
    name: 'an empty vhost in the address is /',
    lines: { rabbitHostname: '  rabbitHostname: rabbitmq:5672/' },
    queue: 'photos.photo_Resize.py',
  },
];
for (const { name, lines, queue, vhost } of queues) {
  test(name, () => {
    const { worker, scaling } = specOf(poolText(lines));
    const expected = { queue, ...(vhost && { vhost }), connection: 'hyperflow' };
    assert.equal(scaling.signal.rabbitmq, expected);
    assert.equal(worker.env[0], { name: 'QUEUE_NAME', value: queue });
  });
}

test('the namespace of the environment names the queue', () => {
  const { documents } = readSource({ path: 'resize.yaml', text: poolText() });
  const [document] = documents;
  assert.ok(document);
  const { pool } = readHyperflow(document, (written) => `${written}-staging`);
  const text = JSON.stringify(pool?.layer.spec);
  assert.match(text, '"QUEUE_NAME","value":"photos-staging.photo_Resize.py"');
  assert.match(text, '"queue":"photos-staging.photo_Resize.py"');
});

test('variables of the fork replace those of the same name in their place, and others follow', () => {
  const env =
    'env: [{name: EXTRA, value: x}, {name: REDIS_URL, valueFrom: {secretKeyRef: {name: redis, key: url}}}]';
  const { worker } = specOf(poolText({ env }));
  assert.equal(worker.env[2], {
    name: 'REDIS_URL',
    valueFrom: { secretKeyRef: { name: 'redis', key: 'url' } },
  });
  assert.equal(worker.env.at(-2), { name: 'EXTRA', value: 'x' });
  assert.is(worker.env.length, 17);
});

test("the executor's own name for retries follows all variables of the operator, and yields to a user's", () => {
  const { worker } = specOf(poolText({ env: 'env: [{name: EXTRA, value: x}]' }));
  assert.equal(worker.env.at(-1), { name: 'HF_VAR_NUMBER_OF_RETRIES', value: '1' });
  const own = '{name: HF_VAR_NUMBER_OF_RETRIES, value: "5"}';
  const written = specOf(poolText({ env: `env: [${own}, {name: EXTRA, value: x}]` })).worker.env;
  assert.equal(written.slice(-2), [
    { name: 'HF_VAR_NUMBER_OF_RETRIES', value: '5' },
    { name: 'EXTRA', value: 'x' },
  ]);
});

test('a pool of the fork has its formula, exporter and windows', () => {
  const { pool } = readText(poolText({ queue: 'queue: {name: photos}' }));
  const { scaling } = specOf(poolText({ queue: 'queue: {name: photos}' }));
  assert.is(scaling.formula, 'wpok');
  assert.is(scaling.hold, '5m');
  assert.equal(pool?.connections.rabbitmq, {
    hyperflow: { exporter: { kind: 'plugin', matchers: { job: 'wpok-rabbitmq' } } },
  });
});

test('bare numbers and absent counts come out as the operator has them', () => {
  const { worker, scaling } = specOf(
    poolText({ min: null, max: null, cpu: '      cpu: 2', memory: '      memory: 1e9' }),
  );
  assert.equal([scaling.min, scaling.max], [0, 50]);
  assert.equal(worker.resources, { requests: { cpu: '2', memory: '1000000000' } });
});

test("labels are kept, and kubectl's copy of the document is not", () => {
  const metadata =
    '  labels: {a: b}\n  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}", c: d}';
  const { pool } = readText(poolText({ namespace: metadata }));
  assert.equal(pool?.metadata, { name: 'resize', labels: { a: 'b' }, annotations: { c: 'd' } });
});

test('what a pool becomes is a policy by our own schema', () => {
  for (const lines of [{}, { queue: 'queue: {vhost: a}' }, { limits: '  limits: {cpu: 1}' }]) {
    const { pool } = readText(poolText(lines));
    const policy = {
      apiVersion: 'roster.dev/v1alpha1',
      kind: 'WorkerPool',
      metadata: pool?.metadata,
      spec: pool?.layer.spec,
    };
    assert.ok(validateWorkerPool(policy), JSON.stringify(validateWorkerPool.errors));
  }
});

function field(name: string, fieldPath: string) {
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
}

function specOf(text: string) {
  const spec = readText(text).pool?.layer.spec;
  if (!isObject(spec)) throw new Error('the text must hold a pool');
  return spec as unknown as {
    readonly worker: {
      readonly env: readonly { readonly name: string }[];
      readonly resources: unknown;
    };
    readonly scaling: {
      readonly signal: { readonly rabbitmq: unknown };
      readonly [field: string]: unknown;
    };
  };
}

test.run();
