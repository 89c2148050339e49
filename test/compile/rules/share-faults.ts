import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { scaling } from '../../builders.ts';
import { type Sharing, sharePool } from './pools.ts';
import type { Series } from './promtool.ts';

/**
 * The faults of HyperFlow's formula that Roster's mends. Both formulas see the same series; the numbers beside each
 * other are the proof that a test of the one fails on the other.
 */
export interface Fault {
  readonly name: string;
  /** The group's budget; Prometheus knows the same unless `known` says otherwise. */
  readonly cpu: string;
  readonly known?: readonly string[];
  readonly pools: readonly WorkerPool[];
  readonly series: readonly Series[];
  readonly at: string;
  /** In the order of `pools`, `fixed` ones left out; `none`: no sample. */
  readonly roster: readonly (number | 'none')[];
  readonly upstream: readonly (number | 'none')[];
}

export const faults: readonly Fault[] = [
  {
    name: 'fault 1: the last task gets one worker and not nine tenths of the budget',
    cpu: '21',
    pools: [pool('f1')],
    series: [queue('f1', '1x60'), total('1x60')],
    at: '10m',
    roster: [1],
    upstream: [19],
  },
  {
    name: 'fault 2: a failed scrape keeps the workers that there are',
    cpu: '21',
    pools: [pool('f2')],
    series: [queue('f2', '440x20 stale _x40'), total('440x20 stale _x40'), up('1x20 stale _x40')],
    at: '6m',
    roster: [21],
    upstream: [0],
  },
  {
    name: 'fault 2: a broker that its exporter cannot reach keeps the workers that there are',
    cpu: '21',
    pools: [pool('f2-down')],
    series: [queue('f2-down', '440x20 stale _x40'), total('440x20 stale _x40'), up('1x20 0x40')],
    at: '6m',
    roster: [21],
    upstream: [0],
  },
  {
    name: 'fault 2: a signal lost for longer than holdFor is no sample, and not the number 0',
    cpu: '21',
    pools: [pool('f2-lost')],
    series: [queue('f2-lost', '440x20 stale _x99'), total('440x20 stale _x99'), up('1x20 stale')],
    at: '20m',
    roster: ['none'],
    upstream: [0],
  },
  {
    name: 'fault 3: a total that is missing does not explode the share',
    cpu: '21',
    pools: [pool('f3')],
    series: [queue('f3', '100x60')],
    at: '10m',
    roster: [21],
    upstream: [1890],
  },
  {
    name: 'fault 3: a total that lags behind does not explode the share',
    cpu: '21',
    pools: [pool('f3-late')],
    series: [queue('f3-late', '100x60'), total('40x60')],
    at: '10m',
    roster: [21],
    upstream: [48],
  },
  {
    name: 'fault 4: a quota that Prometheus does not know is still the budget',
    cpu: '21',
    known: [],
    pools: [pool('f4')],
    series: [queue('f4', '100x60'), total('100x60')],
    at: '10m',
    roster: [21],
    upstream: ['none'],
  },
  {
    name: 'fault 4: the metric asks for no more than fits, nothing where not even one worker does',
    cpu: '21',
    pools: [pool('f4-small'), fixed('f4-small', 21)],
    series: [queue('f4-small', '100x60'), total('100x60')],
    at: '10m',
    roster: [0],
    upstream: [19],
  },
  {
    name: 'fault 5: quotas of others in the namespace do not shrink the budget',
    cpu: '21',
    known: ['21', '5'],
    pools: [pool('f5')],
    series: [queue('f5', '100x60'), total('100x60')],
    at: '10m',
    roster: [21],
    upstream: [5],
  },
  {
    name: "fault 6: other applications' queues do not shrink the share",
    cpu: '21',
    pools: [pool('f6')],
    series: [queue('f6', '100x60'), queue('others', '2000x60'), total('2100x60')],
    at: '10m',
    roster: [21],
    upstream: [1],
  },
  {
    name: 'fault 6: a queue of the same name in another vhost does not count',
    cpu: '21',
    pools: [pool('f6-vhost')],
    series: [
      queue('f6-vhost', '5x60'),
      queue('f6-vhost', '1000x60', { vhost: 'staging' }),
      total('1005x60'),
    ],
    at: '10m',
    roster: [5],
    upstream: [19],
  },
  {
    name: 'fault 7: V, a share that is whole on paper is that number (upstream 10 for 9)',
    cpu: '49',
    pools: [pool('f7-v', 'a'), pool('f7-v', 'b')],
    // 1 / 49 * 49 is 0.9999999999999999 in doubles, and 0.9 * 13 / 13 * 10 is 9.000000000000002.
    series: [
      queue('f7-v', '1x60', { name: 'a' }),
      queue('f7-v', '48x60', { name: 'b' }),
      total('49x60'),
    ],
    at: '10m',
    roster: [1, 48],
    upstream: [1, 44],
  },
  {
    name: 'fault 7: W, 1.2 cores hold three workers of 0.4',
    cpu: '1.2',
    pools: [pool('f7-w', 'mproject', { requests: { cpu: '0.4' } })],
    series: [queue('f7-w', '10x60'), total('10x60')],
    at: '10m',
    roster: [3],
    upstream: [2],
  },
  {
    name: 'fault 8: a weight makes long tasks count for more',
    cpu: '20',
    pools: [
      pool('f8', 'long', { demand: { weight: 1.5 } }),
      pool('f8', 'short', { demand: { weight: 0.5 } }),
    ],
    series: [
      queue('f8', '10x60', { name: 'long' }),
      queue('f8', '30x60', { name: 'short' }),
      total('40x60'),
    ],
    at: '10m',
    roster: [10, 10],
    upstream: [5, 14],
  },
  {
    name: 'fault 9: what fixed pools and minima use is not given out again',
    cpu: '21',
    pools: [pool('f9'), pool('f9', 'mdiff', { scaling: { min: 2 } }), fixed('f9', 5)],
    series: [queue('f9', '100x60'), total('100x60')],
    at: '10m',
    roster: [14, 0],
    upstream: [19, 0],
  },
  {
    name: 'fault 11: an exporter that renamed the total changes nothing',
    cpu: '21',
    pools: [pool('f11')],
    series: [
      queue('f11', '50x60', { cluster: 'rabbit', self: '1' }),
      { ...total('50x60'), series: 'rabbitmq_queue_messages_global{endpoint="rabbitmq-exporter"}' },
    ],
    at: '10m',
    roster: [21],
    upstream: [945],
  },
];

/** A pool whose worker asks for one core and no memory. */
export function pool(namespace: string, name = 'mproject', of: Sharing = {}): WorkerPool {
  return sharePool(namespace, name, { ...of, requests: of.requests ?? { cpu: '1' } });
}

function fixed(namespace: string, workers: number): WorkerPool {
  const demand = { mode: 'fixed', workers } as const;
  return pool(namespace, 'fixed', {
    pool: {
      engine: { name: 'git', because: 'the number is fixed' },
      scaling: scaling(demand, { min: workers, max: workers }),
    },
  });
}

/** The waiting messages of a queue. */
export function queue(
  namespace: string,
  values: string,
  { name = 'mproject', ...labels }: Readonly<Record<string, string>> = {},
): Series {
  const all = {
    endpoint: 'rabbitmq-exporter',
    vhost: '/',
    queue: `${namespace}.${name}`,
    ...labels,
  };
  const written = Object.entries(all).map(([key, value]) => `${key}="${value}"`);
  return { series: `rabbitmq_queue_messages_ready{${written.join(', ')}}`, values };
}

/** The messages in work of the same queues, none: the exporter serves both series of a queue or neither. */
export function zeros(series: readonly Series[]): readonly Series[] {
  return series
    .filter((one) => one.series.startsWith('rabbitmq_queue_messages_ready'))
    .map((one) => ({
      series: one.series.replace('_ready', '_unacknowledged'),
      values: one.values.replaceAll(/\b\d+x/g, '0x'),
    }));
}

/** What the exporter says of the whole broker. */
export function total(values: string): Series {
  return { series: 'rabbitmq_queue_messages_total{endpoint="rabbitmq-exporter"}', values };
}

/** Whether the exporter reaches its broker. */
export function up(values: string): Series {
  return { series: 'rabbitmq_up{endpoint="rabbitmq-exporter"}', values };
}
