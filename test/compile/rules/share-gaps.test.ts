import { test } from 'uvu';
import { poolRules } from '../../../src/compile/rules/pool-rules.ts';
import { rosterShare } from '../../../src/compile/rules/roster-share.ts';
import type { AfterLoss, Signal } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { amounts, capacityGroup, estate } from '../../builders.ts';
import { prometheus, queueSignal, sharePool } from './pools.ts';
import { type RuleTest, testRules, withPromtool } from './promtool.ts';
import { pool, queue, up, zeros } from './share-faults.ts';

interface Case {
  readonly name: string;
  readonly pools: readonly WorkerPool[];
  readonly series: RuleTest['input_series'];
  /** What the first pool wants at each moment. */
  readonly wants: Readonly<Record<string, number | 'none'>>;
}

const exporter = (values: string, instance: string) => queue('gap', values, { instance });
const query = (text: string): Signal => ({
  source: 'prometheus',
  query: text,
  connection: prometheus,
});

const cases: readonly Case[] = [
  {
    name: 'a queue that was never declared is 0 while the exporter reaches its broker',
    pools: [pool('gap')],
    series: [up('1x40')],
    wants: { '5m': 0 },
  },
  {
    name: 'a queue that vanishes is a gap for five minutes, then 0',
    pools: [pool('gap')],
    series: [queue('gap', '9x12 stale'), up('1x60')],
    wants: { '3m': 9, '4m15s': 9, '5m': 'none', '7m': 'none', '9m': 0 },
  },
  {
    name: 'an exporter that is replaced does not count twice',
    pools: [pool('gap')],
    series: [exporter('4x12 stale', 'old'), exporter('_x13 4x40', 'new'), up('1x60')],
    wants: { '3m': 4, '5m': 4, '10m': 4 },
  },
  {
    name: 'a scrape that failed is bridged, and a longer gap is for KEDA to count',
    pools: [pool('gap')],
    series: [queue('gap', '4x12 stale'), up('1x12 stale')],
    wants: { '3m': 4, '4m15s': 4, '4m45s': 'none' },
  },
  {
    name: 'a pool with a fallback bridges no longer than one without',
    pools: [pool('gap', 'mproject', { scaling: holding(600_000, { workers: 3 }) })],
    series: [queue('gap', '4x12 stale'), up('1x12 stale')],
    wants: { '3m': 4, '4m15s': 4, '4m45s': 'none' },
  },
  {
    name: 'a bridge is never longer than holdFor',
    pools: [pool('gap', 'mproject', { scaling: holding(30_000) })],
    series: [queue('gap', '4x12 stale'), up('1x12 stale')],
    wants: { '3m': 4, '3m15s': 4, '3m45s': 'none' },
  },
  {
    name: 'the others leave a pool in a gap its share while KEDA leaves it its workers',
    pools: [pool('gap'), pool('gap', 'other')],
    series: [queue('gap', '100x60'), queue('gap', '100x12 stale', { name: 'other' }), up('1x60')],
    wants: { '3m': 10, '4m15s': 10, '8m': 10 },
  },
  {
    name: 'no hold at all: a gap is no sample at once',
    pools: [pool('gap', 'mproject', { scaling: holding(0) })],
    series: [queue('gap', '4x12 stale'), up('1x12 stale')],
    wants: { '3m': 4, '4m': 'none' },
  },
  {
    name: 'messages that cannot be seen are not taken for none',
    pools: [pool('gap')],
    series: [{ ...queue('gap', '4x40') }, up('1x40')],
    wants: { '5m': 'none' },
  },
  {
    name: 'a query that gives NaN does not spread to the group',
    pools: [
      pool('gap'),
      pool('gap', 'broken', { demand: { signal: query('work / 0 * 0') } }),
      pool('gap', 'endless', { demand: { signal: query('work / 0') } }),
    ],
    series: [queue('gap', '100x40'), up('1x40'), { series: 'work', values: '1x40' }],
    wants: { '5m': 21 },
  },
  {
    name: 'part of a unit of a query is a whole worker',
    pools: [pool('gap', 'half', { demand: { signal: query('half{job="x"} # of a comment') } })],
    series: [{ series: 'half{job="x"}', values: '0.5x40' }],
    wants: { '5m': 1 },
  },
  {
    name: 'a query that gives zero is nothing to do, and less than that is a gap',
    pools: [pool('gap', 'half', { demand: { signal: query('work') } })],
    series: [{ series: 'work', values: '3x8 0x4 -1x40' }],
    wants: { '2m': 3, '3m15s': 0, '4m': 0, '6m': 'none' },
  },
  {
    name: 'a query that gives several series is a gap, as it is to KEDA',
    pools: [pool('gap', 'half', { demand: { signal: query('work') } })],
    series: [
      { series: 'work{instance="a"}', values: '3x40' },
      { series: 'work{instance="b"}', values: '_x12 4x28' },
    ],
    wants: { '2m30s': 3, '6m': 'none' },
  },
  {
    name: 'a pool of the group that the runtime sizes claims its part',
    pools: [
      pool('gap'),
      pool('gap', 'other', { pool: { engine: { name: 'runtime', because: 'victims: idle' } } }),
    ],
    series: [queue('gap', '100x40'), queue('gap', '100x40', { name: 'other' }), up('1x40')],
    wants: { '5m': 10 },
  },
  {
    name: 'a pool whose signal is lost for good no longer keeps its share from the others',
    pools: [pool('gap'), pool('gap', 'other', { scaling: holding(60_000) })],
    series: [queue('gap', '100x60'), queue('gap', '100x12 stale', { name: 'other' }), up('1x60')],
    wants: { '3m': 10, '3m30s': 10, '10m': 21 },
  },
  {
    name: 'messages in work count unless the policy says ready',
    pools: [
      pool('gap', 'mproject', {
        demand: { signal: queueSignal('gap.mproject', { count: 'ready' }) },
      }),
    ],
    series: [queue('gap', '3x40'), up('1x40')],
    wants: { '5m': 3 },
  },
];

withPromtool(test, 'gaps are held, bounded and never a zero', () => {
  testRules(
    cases.map(({ name, pools, series, wants }) => ({
      groups: groupsOf(pools),
      name,
      interval: '15s',
      input_series: name.startsWith('messages that') ? series : [...series, ...zeros(series)],
      promql_expr_test: Object.entries(wants).map(([at, value]) => ({
        expr: 'roster:pool_wanted_workers:share{pool=~"mproject|half"}',
        eval_time: at,
        exp_samples:
          value === 'none'
            ? []
            : [
                {
                  labels: `roster:pool_wanted_workers:share{namespace="gap", pool="${pools[0]!.name}"}`,
                  value,
                },
              ],
      })),
    })),
  );
});

withPromtool(
  test,
  'a share never exceeds the budget, even when it is read before the other claims',
  () => {
    const pools = [sharePool('early', 'a'), sharePool('early', 'b')];
    const whole = estate({ pools, groups: [budget('early')] });
    const series = ['a', 'b'].map((name) => queue('early', '1000x20', { name }));
    testRules([
      {
        groups: pools.map((one) => rosterShare(one, whole)),
        interval: '15s',
        input_series: [...series, ...zeros(series), up('1x20')],
        promql_expr_test: ['0s', '15s'].map((at) => ({
          expr: 'max(roster:pool_wanted_workers:share) <= bool 21',
          eval_time: at,
          exp_samples: [{ labels: '{}', value: 1 }],
        })),
      },
    ]);
  },
);

test.run();

function holding(length: number, next: AfterLoss = 'hold') {
  return { onSignalLoss: { holdFor: millis(length), next } };
}

function groupsOf(pools: readonly WorkerPool[]) {
  const whole = estate({ pools, groups: [budget('gap')] });
  return pools.flatMap((one) => poolRules(one, whole).groups);
}

function budget(namespace: string) {
  return capacityGroup({ namespace, name: 'budget', quota: amounts({ 'requests.cpu': '21' }) });
}
