import { parser } from '@prometheus-io/lezer-promql';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { poolRules } from '../../../src/compile/rules/pool-rules.ts';
import { shareTrigger } from '../../../src/compile/rules/share-trigger.ts';
import type { Demand, Signal } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { capacityGroup, environment, estate, scaling, workerPool } from '../../builders.ts';
import { prometheus, queueSignal, sharePool } from './pools.ts';
import { checkRules, withPromtool } from './promtool.ts';

const hostile = 'a"b\\c\nd{{ $value }}`%s\u2028\u0000\ud800名前 or vector(1)';
const signals: Readonly<Record<string, Signal>> = {
  queue: queueSignal(hostile, { vhost: hostile }),
  ready: queueSignal('q', { count: 'ready' }),
  bareQueue: queueSignal('q', { connection: { name: 'bare' } }),
  query: { source: 'prometheus', query: 'jobs{a=`b\n"c"`} # waiting', connection: prometheus },
  redis: {
    source: 'redis',
    of: 'list',
    key: hostile,
    connection: { name: 'main', address: 'redis:6379', database: 0, tls: false },
  },
  oasis: {
    source: 'oasis',
    supplier: 'OasisLMF',
    model: 'PiWind',
    version: 'v1',
    api: 'v2',
    count: 'analyses',
    connection: { name: 'main', url: 'http://oasis:8000' },
  },
};

const pools = everyPool();
const whole = estate({ pools, groups: [capacityGroup({ namespace: 'all', name: 'budget' })] });
const groups = pools.flatMap((pool) => poolRules(pool, whole).groups);

test('every expression of every mode parses', () => {
  assert.ok(groups.length >= pools.length);
  for (const { rules } of groups) for (const { expr } of rules) assert.is(problem(expr), undefined);
});

test('the check on expressions fails for one that is broken', () => {
  assert.type(problem('sum(a{b="c"'), 'number');
});

withPromtool(test, 'promtool takes the rules of every mode', () => checkRules(groups));

test('a pool that an HPA scales has the alerts of any pool without a signal', () => {
  const demand: Demand = { mode: 'utilization', cpu: { averageUtilization: 70 } };
  const pool = workerPool({
    engine: { name: 'hpa', because: '' },
    scaling: scaling(demand, { min: 1 }),
  });
  const rules = poolRules(pool, estate({ pools: [pool] })).groups.flatMap((one) => one.rules);
  assert.equal(
    rules.map(({ alert, record }) => alert ?? record),
    ['RosterPoolAtMax', 'RosterPoolNotReady'],
  );
});

test('no group is empty, and none has the name of another', () => {
  const names = groups.map(({ name }) => name);
  assert.is(new Set(names).size, names.length);
  assert.ok(groups.every(({ rules }) => rules.length > 0));
});

test('no text of a policy ends up in a template', () => {
  for (const { rules } of groups)
    for (const { annotations = {} } of rules)
      assert.not.match(Object.values(annotations).join(), /vector\(1\)/);
});

test('the same pool gives the same rules, and is left as it was', () => {
  const before = structuredClone(pools);
  const again = estate({ ...whole, pools: pools.toReversed() });
  assert.equal(
    pools.flatMap((pool) => poolRules(pool, again).groups),
    groups,
  );
  assert.equal(structuredClone(pools), before);
});

test('the rules of a share are three, and this is what they say', () => {
  const pool = sharePool('montage', 'mproject', {
    demand: { weight: 1.5 },
    scaling: { min: 2, pollingInterval: millis(5_000) },
  });
  const other = sharePool('montage', 'mdiff');
  const group = capacityGroup({ name: 'budget' });
  const [share] = poolRules(pool, estate({ pools: [pool, other], groups: [group] })).groups;
  assert.equal(share, {
    name: 'roster-montage-mproject-share',
    interval: '5s',
    rules: [
      {
        record: 'roster:pool_backlog:sum',
        expr: `(
  sum(rabbitmq_queue_messages_ready{endpoint="rabbitmq-exporter", vhost="/", queue="montage.mproject"})
  +
  sum(rabbitmq_queue_messages_unacknowledged{endpoint="rabbitmq-exporter", vhost="/", queue="montage.mproject"})
)
or
(
  0 * (max(rabbitmq_up{endpoint="rabbitmq-exporter"}) > 0)
  unless
  sum(last_over_time(rabbitmq_queue_messages_ready{endpoint="rabbitmq-exporter", vhost="/", queue="montage.mproject"}[5m]))
)`,
        labels: { namespace: 'montage', pool: 'mproject' },
      },
      {
        record: 'roster:pool_claim:weighted',
        expr: `clamp_min(
  ceil(max(last_over_time(roster:pool_backlog:sum{namespace="montage", pool="mproject"}[10m]))) - 2,
  0
) * 3`,
        labels: { namespace: 'montage', pool: 'mproject', group: 'budget' },
      },
      {
        record: 'roster:pool_wanted_workers:share',
        expr: `clamp_max(
  2 + clamp_min(
    floor(
      19 * max(roster:pool_claim:weighted{namespace="montage", pool="mproject"})
      / clamp_min(sum(roster:pool_claim:weighted{namespace="montage", group="budget"}), 1)
    ),
    scalar(max(roster:pool_claim:weighted{namespace="montage", pool="mproject"}) > bool 0)
  ),
  scalar(ceil(max(last_over_time(roster:pool_backlog:sum{namespace="montage", pool="mproject"}[1m10s]))))
)
and
ceil(max(last_over_time(roster:pool_backlog:sum{namespace="montage", pool="mproject"}[1m10s])))`,
        labels: { namespace: 'montage', pool: 'mproject' },
      },
    ],
  });
});

test('the rules of a pool are no longer in a group of 500 than in a group of 2', () => {
  const size = (count: number) => {
    const many = Array.from({ length: count }, (_, index) =>
      sharePool('big', `pool-${100 + index}`),
    );
    const big = estate({
      pools: many,
      groups: [capacityGroup({ namespace: 'big', name: 'budget' })],
    });
    return JSON.stringify(many.map((pool) => poolRules(pool, big))).length / count;
  };
  assert.ok(Math.abs(size(500) - size(2)) < 5, `${size(500)} for ${size(2)}`);
});

test('a query for a server that does not run the rules is read by whoever scales the pool', () => {
  const elsewhere = { name: 'mimir', url: 'http://mimir:9090' };
  const connections = {
    ...environment().connections,
    prometheus: new Map([
      ['main', prometheus],
      ['mimir', elsewhere],
    ]),
  };
  const signal = { source: 'prometheus', query: 'jobs', connection: elsewhere } as const;
  const pool = workerPool({
    engine: { name: 'keda', because: '' },
    scaling: scaling({ mode: 'proportional', signal, unitsPerWorker: 1 }),
  });
  const world = estate({ environment: environment({ connections }), pools: [pool] });
  const [backlog] = poolRules(pool, world).groups[0]!.rules;
  assert.match(backlog!.expr, /keda_scaler_metrics_value/);
});

test('a HyperFlow pool asks for its series by name alone, another one by namespace and pool', () => {
  const upstream = sharePool('montage', 'my-pool', { demand: { formula: 'hyperflow' } });
  assert.equal(shareTrigger(upstream), {
    query: 'my_pool:replication_factor{}',
    serverAddress: 'http://prometheus.monitoring:9090',
  });
  assert.equal(shareTrigger(sharePool('montage', 'my-pool')), {
    query: 'roster:pool_wanted_workers:share{namespace="montage", pool="my-pool"}',
    serverAddress: 'http://prometheus.monitoring:9090',
  });
});

test('a trigger without a Prometheus server is a broken program', () => {
  const { demand } = sharePool('montage', 'mproject').scaling;
  const { prometheus: _, ...nowhere } = demand as Extract<Demand, { mode: 'share' }>;
  const pool = workerPool({ scaling: scaling(nowhere) });
  assert.throws(() => shareTrigger(pool), /montage\/mproject has no share/);
  assert.throws(() => shareTrigger(workerPool()), /has no share/);
});

test('a share on KEDA of what Prometheus does not count is a broken program', () => {
  const pool = sharePool('all', 'circle', { demand: { signal: signals.oasis! } });
  assert.throws(() => poolRules(pool, { ...whole, pools: [pool] }), /does not know the backlog/);
});

test('a group that is not in the estate is a broken program', () => {
  const pool = sharePool('montage', 'mproject');
  assert.throws(() => poolRules(pool, estate({ pools: [pool] })), /not in its estate/);
});

test.run();

function problem(expr: string): number | undefined {
  let at: number | undefined;
  parser.parse(expr).iterate({
    enter: ({ type, from }) => {
      if (type.isError) at ??= from;
    },
  });
  return at;
}

function everyPool(): readonly WorkerPool[] {
  const drain = { within: millis(60_000) };
  const demands = Object.values(signals).flatMap((signal): readonly Demand[] => [
    { mode: 'whileBusy', signal, workers: 3 },
    { mode: 'proportional', signal, unitsPerWorker: 2 },
    { mode: 'deadline', signal, drain },
    { mode: 'platform', signal },
    { mode: 'share', signal, formula: 'roster', weight: 0.1, prometheus },
    ...(signal.source === 'rabbitmq'
      ? (['hyperflow', 'wpok'] as const).map(
          (formula) => ({ mode: 'share', signal, formula, weight: 1, prometheus }) as const,
        )
      : []),
  ]);
  const still: readonly Demand[] = [
    { mode: 'fixed', workers: 3 },
    { mode: 'perNode', nodes: {} },
    { mode: 'manual', workers: 1 },
    { mode: 'utilization', cpu: { averageUtilization: 70 } },
  ];
  return [...demands, ...still].flatMap((demand, index) =>
    enginesOf(demand).map((engine) =>
      workerPool({
        namespace: 'all',
        name: `1-${engine}.${index}`,
        group: 'budget',
        engine: { name: engine, because: '' },
        scaling: scaling(demand, { pollingInterval: millis(index) }),
      }),
    ),
  );
}

// KEDA shares only what Prometheus counts; the language refuses the rest.
function enginesOf(demand: Demand): readonly ('hpa' | 'keda' | 'runtime')[] {
  if (demand.mode === 'utilization') return ['hpa'];
  const isCounted =
    demand.mode !== 'share' || ['rabbitmq', 'prometheus'].includes(demand.signal.source);
  return isCounted ? ['keda', 'runtime'] : ['runtime'];
}
