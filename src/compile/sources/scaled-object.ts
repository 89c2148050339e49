import type { SourceRule } from '../sources.ts';

const scaling = 'spec.scaling';
const metadata = 'spec.triggers[*].metadata';
const behavior = 'spec.advanced.horizontalPodAutoscalerConfig.behavior';
const windows = `${scaling}.schedule`;
const rabbitmq = `${scaling}.signal.rabbitmq`;
const redis = `${scaling}.signal.redis`;
const demand = [`${scaling}.mode`, `${scaling}.signal`];
const target = [...demand, `${scaling}.unitsPerWorker`];
/** Mode `fixed` has no signal to lose, and to hold is no fallback. */
const loss = [`${scaling}.mode`, `${scaling}.onSignalLoss.then`];
const connections = ['spec.connections.rabbitmq'];
const prometheusServers = ['spec.connections.prometheus'];
const redisServers = ['spec.connections.redis'];

/** Where every value of a ScaledObject comes from. */
export const scaledObjectSources: readonly SourceRule[] = [
  { rendered: 'apiVersion', from: [] },
  { rendered: 'kind', from: [] },
  { rendered: 'metadata.name', from: ['metadata.name'] },
  {
    rendered: 'metadata.namespace',
    from: ['metadata.namespace'],
    environment: ['spec.namespaces', 'spec.defaultNamespace'],
    rule: 'what the environment calls the namespace',
  },
  {
    rendered: 'metadata.labels',
    from: ['metadata.labels'],
    environment: ['spec.labels'],
    rule: "the environment's labels, then the policy's",
  },
  { rendered: 'metadata.labels["app.kubernetes.io/name"]', from: ['metadata.name'] },
  { rendered: 'metadata.labels["app.kubernetes.io/managed-by"]', from: [] },
  { rendered: 'metadata.labels["app.kubernetes.io/part-of"]', from: ['spec.group'] },
  { rendered: 'metadata.labels["roster.dev/pool"]', from: ['metadata.name'] },
  { rendered: 'spec.scaleTargetRef.name', from: ['metadata.name'], rule: "the pool's Deployment" },
  {
    rendered: 'spec.pollingInterval',
    from: [`${scaling}.pollingInterval`],
    rule: 'in whole seconds, rounded up',
  },
  {
    rendered: 'spec.cooldownPeriod',
    from: [`${scaling}.hold`],
    rule: 'in whole seconds; KEDA waits this long before it goes to zero',
  },
  {
    rendered: 'spec.idleReplicaCount',
    from: [`${scaling}.mode`],
    rule: 'mode whileBusy has no workers while the signal is zero',
  },
  {
    rendered: 'spec.minReplicaCount',
    from: [`${scaling}.min`, `${scaling}.mode`, `${scaling}.workers`],
    rule: 'modes fixed and whileBusy: the number of workers',
  },
  {
    rendered: 'spec.maxReplicaCount',
    from: [`${scaling}.max`, `${scaling}.mode`, `${scaling}.workers`, windows],
    rule: 'the most workers there can ever be, windows included; mode whileBusy: the number of workers',
  },
  {
    rendered: 'spec.fallback.failureThreshold',
    from: [`${scaling}.onSignalLoss.holdFor`, ...loss],
    rule: 'holdFor divided by the 15 s after which the HPA asks again, rounded up, at least 1',
  },
  { rendered: 'spec.fallback.replicas', from: loss },
  {
    rendered: 'spec.fallback.behavior',
    from: loss,
    rule: 'atLeast: more stay; absent for workers, which are exactly so many',
  },
  { rendered: `${behavior}.scaleUp.stabilizationWindowSeconds`, from: [], rule: 'up at once' },
  {
    rendered: `${behavior}.scaleUp.policies`,
    from: [`${scaling}.rates.up`, `${scaling}.max`, windows],
    rule: 'without a rate the whole pool at once, since the HPA has a limit of its own',
  },
  { rendered: `${behavior}.scaleUp.selectPolicy`, from: [], rule: 'the larger step counts' },
  {
    rendered: `${behavior}.scaleDown.stabilizationWindowSeconds`,
    from: [`${scaling}.hold`],
    rule: 'in whole seconds, at most an hour',
  },
  { rendered: `${behavior}.scaleDown.policies`, from: [`${scaling}.rates.down`] },
  {
    rendered: `${behavior}.scaleDown.selectPolicy`,
    from: [`${scaling}.rates.down`],
    rule: 'the larger step counts',
  },
  {
    rendered: 'spec.triggers[*].type',
    from: [...demand, windows],
    rule: 'the source of the signal; mode share asks Prometheus; each window is a cron',
  },
  {
    rendered: 'spec.triggers[*].name',
    from: [`${scaling}.mode`, windows],
    rule: 'the signal, then the windows in their order',
  },
  {
    rendered: 'spec.triggers[*].authenticationRef.name',
    from: ['metadata.name', ...demand],
    environment: [...prometheusServers, ...redisServers],
    rule: "the pool's TriggerAuthentication, where the connection has Secrets",
  },
  // rabbitmq
  {
    rendered: `${metadata}.protocol`,
    from: [...demand, `${rabbitmq}.count`],
    environment: connections,
    rule: 'http where unacknowledged messages count or the connection has no AMQP URL',
  },
  { rendered: `${metadata}.queueName`, from: [`${rabbitmq}.queue`, ...demand] },
  { rendered: `${metadata}.vhostName`, from: [`${rabbitmq}.vhost`, ...demand] },
  { rendered: `${metadata}.mode`, from: demand, rule: 'always the length of the queue' },
  { rendered: `${metadata}.value`, from: target, rule: 'mode whileBusy: 1' },
  { rendered: `${metadata}.activationValue`, from: demand, rule: 'any message is work' },
  {
    rendered: `${metadata}.excludeUnacknowledged`,
    from: [`${rabbitmq}.count`, ...demand],
    environment: connections,
    rule: 'only ready messages count, asked over http',
  },
  // prometheus
  {
    rendered: `${metadata}.serverAddress`,
    from: demand,
    environment: prometheusServers,
    rule: "the connection's URL",
  },
  {
    rendered: `${metadata}.query`,
    from: [
      `${scaling}.signal.prometheus.query`,
      `${scaling}.formula`,
      ...demand,
      'metadata.name',
      'metadata.namespace',
    ],
    environment: ['spec.namespaces', 'spec.defaultNamespace'],
    rule: 'mode share: the series that its recording rule writes',
  },
  { rendered: `${metadata}.threshold`, from: target, rule: 'modes share and whileBusy: 1' },
  { rendered: `${metadata}.activationThreshold`, from: demand, rule: 'any work counts' },
  { rendered: `${metadata}.ignoreNullValues`, from: demand, rule: 'a gap is not a zero' },
  {
    rendered: `${metadata}.authModes`,
    from: demand,
    environment: prometheusServers,
    rule: 'the credentials that the connection has',
  },
  // redis
  { rendered: `${metadata}.listName`, from: [`${redis}.list`, ...demand] },
  { rendered: `${metadata}.listLength`, from: target, rule: 'mode whileBusy: 1' },
  { rendered: `${metadata}.stream`, from: [`${redis}.stream`, ...demand] },
  {
    rendered: `${metadata}.streamLength`,
    from: [...target, `${redis}.consumerGroup`],
    rule: 'mode whileBusy: 1; with a consumer group its pending entries count instead',
  },
  { rendered: `${metadata}.consumerGroup`, from: [`${redis}.consumerGroup`, ...demand] },
  {
    rendered: `${metadata}.pendingEntriesCount`,
    from: [...target, `${redis}.consumerGroup`],
    rule: 'mode whileBusy: 1; without a consumer group the length of the stream counts instead',
  },
  { rendered: `${metadata}.address`, from: demand, environment: redisServers },
  { rendered: `${metadata}.databaseIndex`, from: demand, environment: redisServers },
  { rendered: `${metadata}.enableTLS`, from: demand, environment: redisServers },
  // cron
  { rendered: `${metadata}.start`, from: [windows] },
  {
    rendered: `${metadata}.end`,
    from: [windows],
    rule: 'the cron of the moment when the window closes',
  },
  { rendered: `${metadata}.timezone`, from: [windows] },
  { rendered: `${metadata}.desiredReplicas`, from: [windows] },
];
