import type { Estate, Group, Pool } from './pool.ts';

/** Writes an estate as a folder of policies: path → text. One file a pool and a group, as people keep them. */
export function policiesOf({ groups, pools }: Estate): ReadonlyMap<string, string> {
  return new Map([
    ['environments/prod.yaml', environment],
    ['profile.yaml', profile],
    ...groups.map((one) => [`${one.namespace}/group.yaml`, groupPolicy(one)] as const),
    ...pools.map((one) => [`${one.namespace}/${one.name}.yaml`, poolPolicy(one)] as const),
  ]);
}

const environment = `apiVersion: roster.dev/v1alpha1
kind: Environment
metadata:
  name: prod
spec:
  labels: {example.org/environment: prod}
  gitops: argocd
  versions: {kubernetes: "1.33", keda: "2.17"}
  prometheusOperator:
    ruleLabels: {release: monitoring}
  connections:
    rabbitmq:
      main:
        amqp: {secretKeyRef: {name: rabbitmq, key: amqp-url}}
        management: {secretKeyRef: {name: rabbitmq, key: management-url}}
        exporter: {kind: kbudde, matchers: {endpoint: rabbitmq-exporter}}
    prometheus:
      main: {url: "http://monitoring-prometheus.monitoring:9090"}
`;

const profile = `apiVersion: roster.dev/v1alpha1
kind: Profile
metadata:
  name: queue-worker
spec:
  worker:
    gracePeriod: 10m
    longestTask: 8m
    security: {runAsUser: 65532}
`;

function groupPolicy({ name, namespace, pods, cpu, memory, priority }: Group): string {
  return `apiVersion: roster.dev/v1alpha1
kind: CapacityGroup
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  quota: {cpu: "${cpu}", memory: ${memory}, pods: ${pods}}
  priorityClass: {value: ${priority}}
`;
}

function poolPolicy(pool: Pool): string {
  const { name, namespace, group, image, queue, bucket, level, batch, cpu, memory } = pool;
  return `# Owned by the team of ${namespace}; ask them before you change its bounds.
apiVersion: roster.dev/v1alpha1
kind: WorkerPool
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  profile: queue-worker
  group: ${group}
  worker:
    image: ${image}
    command: [/usr/local/bin/worker, --queue, ${queue}]
    env:
      - {name: QUEUE_NAME, value: ${queue}}
      - {name: AMQP_URL, valueFrom: {secretKeyRef: {name: rabbitmq, key: amqp-url}}}
      - {name: RESULTS_BUCKET, value: ${bucket}}
      - {name: BATCH_SIZE, value: "${batch}"}
      - {name: LOG_LEVEL, value: ${level}}
      - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    resources:
      requests: {cpu: ${cpu}, memory: ${memory}}
      limits: {memory: ${memory}}
    volumes:
      - {name: scratch, mountPath: /scratch, emptyDir: {sizeLimit: 4Gi}}
  scaling:
${scalingOf(pool)}`;
}

function scalingOf({ kind, queue, metric, namespace, max, units, workers }: Pool): string {
  switch (kind) {
    case 'share':
      return `    mode: share
    signal: {rabbitmq: {queue: ${queue}, count: ready+unacked}}
    max: ${max}
    hold: 2m
    onSignalLoss: {holdFor: 10m, then: hold}
`;
    case 'rabbitmq':
      return `    mode: proportional
    signal: {rabbitmq: {queue: ${queue}}}
    unitsPerWorker: ${units}
    max: ${max}
    hold: 5m
    schedule: [{cron: "0 18 * * *", timezone: Europe/Warsaw, for: 5h, atLeast: 1}]
`;
    case 'prometheus':
      return `    mode: proportional
    signal: {prometheus: {query: 'sum(${metric}{namespace="${namespace}"})'}}
    unitsPerWorker: ${units}
    min: 1
    max: ${max}
    hold: 5m
    rates:
      up: {workers: 4, per: 30s}
      down: {percent: 50, per: 1m}
    onSignalLoss: {holdFor: 5m, then: {atLeast: 2}}
`;
    case 'fixed':
      return `    mode: fixed
    workers: ${workers}
`;
  }
}
