import type { Demand, Scaling, Signal } from '../../src/model/scaling.ts';
import { millis } from '../../src/model/units.ts';
import type { WorkerPool } from '../../src/model/worker-pool.ts';
import { broker, list, managed, office, queue, samples, series, server } from './samples.ts';

/** A change of one field of a policy (or of its environment), as the language would hand it over; unchanged where it does not apply. */
export interface Perturbation {
  readonly field: string;
  readonly change: (pool: WorkerPool) => WorkerPool;
}

const token = { name: 'prometheus', key: 'token' };

export const perturbations: readonly Perturbation[] = [
  { field: 'metadata.name', change: (pool) => ({ ...pool, name: 'mbackground' }) },
  { field: 'metadata.namespace', change: (pool) => ({ ...pool, namespace: 'other' }) },
  { field: 'metadata.labels', change: (pool) => ({ ...pool, labels: { team: 'b' } }) },
  { field: 'spec.group', change: (pool) => ({ ...pool, group: 'other' }) },
  scaling('pollingInterval', { pollingInterval: millis(44_000) }),
  scaling('hold', { hold: millis(77_000) }),
  scaling('min', { min: 1 }, ({ demand }) => demand.mode === 'proportional'),
  scaling('max', { max: 33 }, ({ demand }) => demand.mode !== 'whileBusy'),
  scaling('rates.up', { up: { workers: 2, per: millis(60_000) } }),
  scaling('rates.down', { down: { percent: 5, per: millis(60_000) } }),
  // With a window that needs more than `max`, the most there can ever be grows too.
  scaling(
    'schedule',
    { schedule: [office, { ...office, timezone: 'Etc/UTC', atLeast: 40 }], max: 40 },
    ({ demand }) => demand.mode !== 'whileBusy',
  ),
  scaling(
    'schedule',
    { schedule: [{ ...office, cron: '1 8 * * *', end: '1 18 * * *', atLeast: 9 }] },
    ({ schedule }) => schedule.length > 0,
  ),
  ...[{ workers: 5 }, { atLeast: 5 }, 'hold' as const].map((next) =>
    scaling('onSignalLoss.then', { onSignalLoss: { holdFor: millis(600_000), next } }),
  ),
  {
    field: 'spec.scaling.onSignalLoss.holdFor',
    change: (pool) => {
      const onSignalLoss = { ...pool.scaling.onSignalLoss, holdFor: millis(999_000) };
      return { ...pool, scaling: { ...pool.scaling, onSignalLoss } };
    },
  },
  demand('workers', (old) =>
    old.mode === 'whileBusy' || old.mode === 'fixed' ? { ...old, workers: 3 } : old,
  ),
  demand('unitsPerWorker', (old) =>
    old.mode === 'proportional' ? { ...old, unitsPerWorker: 9 } : old,
  ),
  demand('formula', (old) =>
    old.mode === 'share' ? { ...old, formula: old.formula === 'roster' ? 'wpok' : 'roster' } : old,
  ),
  demand(
    'mode',
    (old) => ('signal' in old ? { mode: 'whileBusy', signal: old.signal, workers: 6 } : old),
    isBare,
  ),
  demand('mode', (old) =>
    'signal' in old ? { mode: 'proportional', signal: old.signal, unitsPerWorker: 7 } : old,
  ),
  demand('mode', (old) =>
    'signal' in old
      ? {
          mode: 'share',
          signal: old.signal,
          formula: 'hyperflow',
          weight: 1,
          prometheus: { ...server, bearerToken: token },
        }
      : old,
  ),
  demand(
    'mode',
    (old) => ('signal' in old ? { mode: 'fixed', workers: 1 } : old),
    ({ schedule }) => schedule.length > 0,
  ),
  ...[
    queue,
    { ...queue, count: 'ready' as const },
    { ...queue, count: 'ready' as const, connection: managed },
    series,
    { ...series, connection: { ...server, bearerToken: token } },
    list,
    { ...list, of: 'stream' as const },
    { ...list, of: 'stream' as const, consumerGroup: 'g' },
  ].map((signal) =>
    demand('signal', (old) =>
      old.mode === 'proportional' && Number.isInteger(old.unitsPerWorker)
        ? { ...old, signal }
        : old,
    ),
  ),
  signal('rabbitmq.queue', (old) => (old.source === 'rabbitmq' ? { ...old, queue: 'other' } : old)),
  signal('rabbitmq.vhost', (old) => (old.source === 'rabbitmq' ? { ...old, vhost: 'other' } : old)),
  signal('rabbitmq.count', (old) =>
    old.source === 'rabbitmq'
      ? { ...old, count: old.count === 'ready' ? 'ready+unacked' : 'ready' }
      : old,
  ),
  signal('prometheus.query', (old) =>
    old.source === 'prometheus' ? { ...old, query: 'vector(1)' } : old,
  ),
  signal('redis.list', (old) =>
    old.source === 'redis' && old.of === 'list' ? { ...old, key: 'other' } : old,
  ),
  signal('redis.stream', (old) =>
    old.source === 'redis' && old.of === 'stream' ? { ...old, key: 'other' } : old,
  ),
  ...['g', undefined].map((group) =>
    signal('redis.consumerGroup', (old) =>
      old.source === 'redis' && old.of === 'stream' ? grouped(old, group) : old,
    ),
  ),
];

/** Changes of the Environment, which reach a pool through its connections and its namespace. */
export const environmentPerturbations: readonly Perturbation[] = [
  { field: 'spec.namespaces', change: (pool) => ({ ...pool, namespace: 'other' }) },
  { field: 'spec.defaultNamespace', change: (pool) => ({ ...pool, namespace: 'other' }) },
  ...[managed, broker].map((connection) =>
    signal(
      'connections.rabbitmq',
      (old) => (old.source === 'rabbitmq' ? { ...old, connection } : old),
      'spec.',
    ),
  ),
  ...[
    { ...server, url: 'https://other' },
    { ...server, bearerToken: token },
  ].flatMap((connection) => [
    signal(
      'connections.prometheus',
      (old) => (old.source === 'prometheus' ? { ...old, connection } : old),
      'spec.',
    ),
    demand(
      'connections.prometheus',
      (old) => (old.mode === 'share' ? { ...old, prometheus: connection } : old),
      () => true,
      'spec.',
    ),
  ]),
  signal(
    'connections.redis',
    (old) =>
      old.source === 'redis'
        ? { ...old, connection: { name: 'main', address: 'other:1', database: 0, tls: false } }
        : old,
    'spec.',
  ),
];

const keda = Object.values(samples).filter(({ engine }) => engine.name === 'keda');

/** Pools to change: those of the goldens, and the same with windows and a fallback. */
export const perturbed: readonly WorkerPool[] = [
  ...keda,
  ...keda
    .filter(({ scaling: { demand } }) => demand.mode === 'proportional')
    .flatMap((pool) =>
      [{ workers: 2 }, { atLeast: 2 }].map((next) => ({
        ...pool,
        scaling: {
          ...pool.scaling,
          schedule: [office],
          onSignalLoss: { holdFor: millis(300_000), next },
        },
      })),
    ),
];

function scaling(
  field: string,
  changes: Partial<Scaling>,
  applies = (_: Scaling) => true,
): Perturbation {
  return {
    field: `spec.scaling.${field}`,
    change: (pool) =>
      applies(pool.scaling) ? { ...pool, scaling: { ...pool.scaling, ...changes } } : pool,
  };
}

function demand(
  field: string,
  change: (old: Demand) => Demand,
  applies = (_: Scaling) => true,
  prefix = 'spec.scaling.',
): Perturbation {
  return {
    field: `${prefix}${field}`,
    change: (pool) =>
      applies(pool.scaling)
        ? { ...pool, scaling: { ...pool.scaling, demand: change(pool.scaling.demand) } }
        : pool,
  };
}

function signal(
  field: string,
  change: (old: Signal) => Signal,
  prefix = 'spec.scaling.signal.',
): Perturbation {
  return demand(
    field,
    (old) => ('signal' in old ? { ...old, signal: change(old.signal) } : old),
    () => true,
    prefix,
  );
}

function isBare({ schedule, min }: Scaling): boolean {
  return schedule.length === 0 && min === 0;
}

function grouped({ consumerGroup, ...rest }: typeof list, group: string | undefined): typeof list {
  return group === undefined ? rest : { ...rest, consumerGroup: group };
}
