/** What another tool calls something, and where Roster has it. */
export type ForeignWord = {
  readonly word: string;
  /** The tool, as its users write it. */
  readonly of: string;
} & (
  | { readonly field: string; readonly note?: string }
  /** Without a counterpart: the note is shown where `near` could stand. */
  | { readonly near: string; readonly note: string }
);

const window = 'a window opens at `cron` and lasts `for`';
const connections = 'addresses stand in the Environment, under `connections`';
const ownObjects = 'remove it; Roster makes the objects and connects them itself';

/** Words that people bring along, each with the full path of our field; of several fields for a word the first is the usual one. */
export const foreignWords: readonly ForeignWord[] = [
  ...from('KEDA', {
    minReplicaCount: 'spec.scaling.min',
    maxReplicaCount: 'spec.scaling.max',
    idleReplicaCount: 'spec.scaling.min',
    cooldownPeriod: 'spec.scaling.hold',
    pollingInterval: 'spec.scaling.pollingInterval',
    triggers: 'spec.scaling.signal',
    queueName: 'spec.scaling.signal.rabbitmq.queue',
    vhostName: 'spec.scaling.signal.rabbitmq.vhost',
    listName: 'spec.scaling.signal.redis.list',
    queueLength: 'spec.scaling.unitsPerWorker',
    listLength: 'spec.scaling.unitsPerWorker',
    targetQueueSize: 'spec.scaling.unitsPerWorker',
    threshold: 'spec.scaling.unitsPerWorker',
    value: 'spec.scaling.unitsPerWorker',
    fallback: 'spec.scaling.onSignalLoss',
    failureThreshold: 'spec.scaling.onSignalLoss.holdFor',
    desiredReplicas: 'spec.scaling.schedule.atLeast',
  }),
  { word: 'start', of: 'KEDA', field: 'spec.scaling.schedule.cron', note: window },
  { word: 'end', of: 'KEDA', field: 'spec.scaling.schedule.for', note: window },
  { word: 'scaleTargetRef', of: 'KEDA', near: 'spec.scaling', note: ownObjects },
  ...from('HPA', {
    minReplicas: 'spec.scaling.min',
    maxReplicas: 'spec.scaling.max',
    stabilizationWindowSeconds: 'spec.scaling.hold',
    metrics: 'spec.scaling.signal',
    behavior: 'spec.scaling.rates',
    targetAverageValue: 'spec.scaling.unitsPerWorker',
    averageValue: 'spec.scaling.unitsPerWorker',
    targetCPUUtilizationPercentage: 'spec.scaling.cpu.averageUtilization',
    targetMemoryUtilizationPercentage: 'spec.scaling.memory.averageUtilization',
  }),
  ...from('HyperFlow', {
    initialResources: 'spec.worker.resources',
    taskType: 'spec.scaling.signal.rabbitmq.queue',
  }),
  { word: 'rabbitHostname', of: 'HyperFlow', field: 'spec.connections', note: connections },
  { word: 'prometheusUrl', of: 'HyperFlow', field: 'spec.connections', note: connections },
  { word: 'redisUrl', of: 'HyperFlow', field: 'spec.connections', note: connections },
  ...from('Helm', { replicaCount: 'spec.scaling.workers' }),
  ...from('Kubernetes', {
    replicas: 'spec.scaling.workers',
    template: 'spec.worker',
    containers: 'spec.worker',
    image: 'spec.worker.image',
    command: 'spec.worker.command',
    args: 'spec.worker.args',
    env: 'spec.worker.env',
    resources: 'spec.worker.resources',
    terminationGracePeriodSeconds: 'spec.worker.gracePeriod',
    imagePullSecrets: 'spec.worker.pullSecrets',
    nodeSelector: 'spec.worker.placement.nodeSelector',
    tolerations: 'spec.worker.placement.tolerations',
    tolerationSeconds: 'spec.worker.placement.tolerations.tolerationTime',
    affinity: 'spec.worker.placement.affinity',
    topologySpreadConstraints: 'spec.worker.placement.spread',
    securityContext: 'spec.worker.security',
    priorityClassName: 'spec.worker.priorityClass',
    serviceAccountName: 'spec.worker.serviceAccount.name',
    strategy: 'spec.worker.rollout',
    lifecycle: 'spec.worker.preStop',
    livenessProbe: 'spec.worker.probes.liveness',
    readinessProbe: 'spec.worker.probes.readiness',
    startupProbe: 'spec.worker.probes.startup',
    volumeMounts: 'spec.worker.volumes',
    volumes: 'spec.worker.volumes',
    mountPath: 'spec.worker.volumes.mountPath',
    ports: 'spec.worker.ports',
  }),
  // a container beside the main one does not declare volumes, it only sees them
  ...from('Kubernetes', {
    volumeMounts: 'spec.worker.sidecars.mounts',
    volumes: 'spec.worker.sidecars.mounts',
    mountPath: 'spec.worker.sidecars.mounts.path',
  }),
  ...from('NetworkPolicy', {
    ipBlock: 'spec.network.egress.cidr',
    namespaceSelector: 'spec.network.egress.namespaceLabels',
    podSelector: 'spec.network.egress.podLabels',
  }),
  ...from('PodMonitor', {
    podMetricsEndpoints: 'spec.metrics',
    scrapeTimeout: 'spec.metrics.timeout',
  }),
  ...from('Argo CD', {
    repoURL: 'spec.argocd.repository.url',
    targetRevision: 'spec.argocd.repository.revision',
  }),
  ...from('Flux', { sourceRef: 'spec.flux.source' }),
  ...from('Kubernetes', {
    backoffLimit: 'spec.retries.limit',
    podFailurePolicy: 'spec.retries.rules',
    activeDeadlineSeconds: 'spec.deadline',
    ttlSecondsAfterFinished: 'spec.ttl',
    startingDeadlineSeconds: 'spec.trigger.schedule.startingDeadline',
    successfulJobsHistoryLimit: 'spec.trigger.schedule.history.successful',
    failedJobsHistoryLimit: 'spec.trigger.schedule.history.failed',
    jobTemplate: 'spec.worker',
  }),
  ...from('KEDA', {
    jobTargetRef: 'spec.worker',
    scalingStrategy: 'spec.trigger.keda.strategy',
  }),
  {
    word: 'selector',
    of: 'Kubernetes',
    near: 'spec.worker',
    note: 'remove it; Roster labels and selects its pods itself',
  },
];

function from(of: string, fields: Readonly<Record<string, string>>): readonly ForeignWord[] {
  return Object.entries(fields).map(([word, field]) => ({ word, of, field }));
}
