import type { JsonObject } from '../../src/model/json.ts';
import type { Surroundings } from './try-policy.ts';

/** The least that a policy writes to ask for more than KEDA has; `field` says it in Markdown. */
export interface BeyondKeda extends Surroundings {
  readonly field: string;
  readonly scaling: JsonObject;
}

const signal = { rabbitmq: { queue: 'montage.mProject' } };
const oasis = { oasis: { supplier: 'OasisLMF', model: 'PiWind', version: 'v1' } };
const redis = { redis: { list: 'jobs' } };
const proportional = { mode: 'proportional', signal };
const whileBusy = { mode: 'whileBusy', signal, workers: 3 };
const share = { mode: 'share', signal };
/** A property that a linter takes for a promise's; nothing awaits it. */
const then = 'then';
const daily = { cron: '0 8 * * *', for: '2h', atLeast: 2 };
const amqp = { secretKeyRef: { name: 'rabbitmq', key: 'amqp' } };
const management = { secretKeyRef: { name: 'rabbitmq', key: 'management' } };
const ca = { secretKeyRef: { name: 'rabbitmq', key: 'ca.crt' } };
const prometheus = { main: { url: 'http://prometheus.monitoring:9090' } };

/** One small policy for each thing that KEDA cannot do; a test holds them against the rules themselves. */
export const beyondKeda: readonly BeyondKeda[] = [
  { field: '`mode: fixed` without `schedule`', scaling: { mode: 'fixed', workers: 3 } },
  { field: '`mode: deadline`', scaling: { mode: 'deadline', signal, drainWithin: '1h' } },
  { field: '`mode: perNode`', scaling: { mode: 'perNode', nodes: { 'example.org/pool': 'a' } } },
  { field: '`mode: platform`', scaling: { mode: 'platform', signal: oasis } },
  { field: '`mode: manual`', scaling: { mode: 'manual', workers: 3 } },
  {
    field: '`mode: utilization`',
    scaling: { mode: 'utilization', cpu: { averageUtilization: 70 } },
  },
  { field: '`min` above 0 in mode `whileBusy`', scaling: { ...whileBusy, min: 1 } },
  { field: '`schedule` in mode `whileBusy`', scaling: { ...whileBusy, schedule: [daily] } },
  {
    field: '`rates` in mode `whileBusy`',
    scaling: { ...whileBusy, rates: { up: { workers: 1, per: '1m' } } },
  },
  {
    field: '`mode: share` without Prometheus operator',
    scaling: share,
    environment: { prometheusOperator: { enabled: false } },
  },
  {
    field: '`mode: share` without Prometheus connection',
    scaling: share,
    environment: { connections: { rabbitmq: { main: { management, exporter: {} } } } },
  },
  {
    field: '`mode: share` of a broker without `exporter`',
    scaling: share,
    environment: { connections: { rabbitmq: { main: { management } }, prometheus } },
  },
  {
    field: '`signal` over a connection with `ca`',
    scaling: proportional,
    environment: { connections: { rabbitmq: { main: { management, ca } } } },
  },
  { field: '`signal.redis` in mode `share`', scaling: { mode: 'share', signal: redis } },
  { field: '`signal.oasis` in mode `share`', scaling: { mode: 'share', signal: oasis } },
  { field: '`signal.oasis`', scaling: { mode: 'proportional', signal: oasis } },
  {
    field: '`signal.rabbitmq.count: ready+unacked` without `management` URL',
    scaling: proportional,
    environment: { connections: { rabbitmq: { main: { amqp } } } },
  },
  {
    field: '`signal.rabbitmq.count: ready` without any URL',
    scaling: { mode: 'proportional', signal: { rabbitmq: { queue: 'jobs', count: 'ready' } } },
    environment: { connections: { rabbitmq: { main: { exporter: {} } } } },
  },
  {
    field: '`signal.redis.consumerGroup`',
    scaling: {
      mode: 'proportional',
      signal: { redis: { stream: 'jobs', consumerGroup: 'workers' } },
    },
  },
  {
    field: '`unitsPerWorker` with a part of a unit, on Redis',
    scaling: { mode: 'proportional', signal: redis, unitsPerWorker: 1.5 },
  },
  {
    field: '`schedule[].atMost`',
    scaling: { ...proportional, schedule: [{ cron: '0 8 * * *', for: '2h', atMost: 3 }] },
  },
  {
    field: '`schedule[].for` that no cron expression can end',
    scaling: { ...proportional, schedule: [{ ...daily, cron: '*/7 * * * *', for: '3m30s' }] },
  },
  { field: '`hold` above 1h', scaling: { ...proportional, hold: '2h' } },
  {
    field: '`rates.up.per` above 30m',
    scaling: { ...proportional, rates: { up: { workers: 1, per: '45m' } } },
  },
  {
    field: '`rates.down.per` above 30m',
    scaling: { ...proportional, rates: { down: { workers: 1, per: '45m' } } },
  },
  {
    field: '`onSignalLoss.then.workers` with `min: 0`',
    scaling: { ...proportional, onSignalLoss: { [then]: { workers: 2 } } },
  },
  {
    field: '`onSignalLoss.then.atLeast` with `min: 0`',
    scaling: { ...proportional, onSignalLoss: { [then]: { atLeast: 2 } } },
  },
  {
    field: '`onSignalLoss.then.atLeast` with KEDA before 2.17',
    scaling: { ...proportional, min: 1, onSignalLoss: { [then]: { atLeast: 2 } } },
    environment: { versions: { keda: '2.16' } },
  },
  { field: '`victims: idle`', scaling: { ...proportional, victims: 'idle' } },
  {
    field: '`idleness`',
    scaling: { ...proportional, idleness: { annotation: 'example.org/state' } },
  },
  { field: '`metadata.name` above 54 characters', scaling: proportional, name: 'a'.repeat(55) },
  {
    field: '`onSignalLoss.then` beside a fraction in `unitsPerWorker`',
    scaling: {
      ...proportional,
      min: 1,
      unitsPerWorker: 2.5,
      onSignalLoss: { [then]: { workers: 2 } },
    },
  },
];
