import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { poolRules } from '../../../src/compile/rules/pool-rules.ts';
import { upstreamRecord, upstreamShare } from '../../../src/compile/rules/upstream-share.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { amounts, estate } from '../../builders.ts';
import { sharePool } from './pools.ts';
import { type RuleTest, type Series, testRules, withPromtool } from './promtool.ts';

interface Vector {
  readonly id: string;
  readonly formula: 'chart' | 'wpok';
  readonly input: {
    readonly S: number | null;
    readonly T: number | null;
    readonly quotas: readonly { readonly cpu?: number; readonly memory?: number }[];
    readonly requests: { readonly cpu: number; readonly memory: number };
  };
  readonly metric: number | null;
}

interface Fixture {
  readonly vectors: readonly Vector[];
  readonly sequences: readonly {
    readonly id: string;
    readonly samples: readonly { readonly at_s: number; readonly metric: number }[];
  }[];
}

const fixture: Fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/formula-vectors.json', import.meta.url), 'utf8'),
);

test('there are 37 vectors and one sequence to prove', () => {
  assert.is(fixture.vectors.length, 37);
  assert.equal(
    fixture.sequences.map(({ id }) => id),
    ['scrape-failure'],
  );
});

withPromtool(test, 'every vector of the chart and of its fork gives the same number', () => {
  testRules(fixture.vectors.map(testOf));
});

withPromtool(test, 'a failed scrape drops the metric to 0 and back, as upstream', () => {
  const [sequence] = fixture.sequences;
  const pool = upstreamPool('hyperflow', 'mproject', 1, 524288000);
  const exporter = { values: '440x5 stale _x3 440x6' };
  const queue = 'endpoint="rabbitmq-exporter", queue="hyperflow.mproject"';
  testRules([
    {
      groups: [upstreamShare(pool, 'hyperflow')],
      evaluationInterval: '3s',
      interval: '5s',
      input_series: [
        { series: `rabbitmq_queue_messages_ready{${queue}}`, ...exporter },
        {
          series: `rabbitmq_queue_messages_unacknowledged{${queue}}`,
          values: zeros(exporter.values),
        },
        { series: 'rabbitmq_queue_messages_total{endpoint="rabbitmq-exporter"}', ...exporter },
        ...quotaSeries('hyperflow', [{ cpu: 21, memory: 64424509440 }]),
      ],
      promql_expr_test: sequence!.samples.map(({ at_s, metric }) => ({
        expr: 'mproject:replication_factor',
        eval_time: `${at_s}s`,
        exp_samples: [sampleOf(pool, metric)],
      })),
    },
  ]);
});

withPromtool(test, 'a worker that asks for nothing makes the metric infinite, as upstream', () => {
  const pool = upstreamPool('none', 'nothing', 0, 0);
  testRules([
    {
      groups: [upstreamShare(pool, 'hyperflow')],
      interval: '15s',
      input_series: [...chartSeries('none.nothing', 10, 10), ...quotaSeries('none', [{ cpu: 21 }])],
      promql_expr_test: [
        {
          expr: 'nothing:replication_factor == bool Inf',
          eval_time: '5m',
          exp_samples: [{ labels: '{namespace="none", service="nothing"}', value: 1 }],
        },
      ],
    },
  ]);
});

test("the chart's rule is written with its order of operations", () => {
  const pool = upstreamPool('hyperflow', 'my-pool', 0.5, 524288000);
  const { groups } = poolRules(silent(pool), estate({ pools: [pool] }));
  assert.equal(groups, [
    {
      name: 'my-pool-replication-factor',
      interval: '3s',
      rules: [
        {
          record: 'my_pool:replication_factor',
          expr: `ceil(
  (
    (0.9 * sum(
      (rabbitmq_queue_messages_ready{endpoint="rabbitmq-exporter", queue="hyperflow.my-pool"}
        + rabbitmq_queue_messages_unacknowledged{endpoint="rabbitmq-exporter", queue="hyperflow.my-pool"})
      or vector(0)
    ))
    / max(
      last_over_time(rabbitmq_queue_messages_total{endpoint="rabbitmq-exporter"}[15s])
      or vector(1)
    )
  )
  * min(
    floor(kube_resourcequota{namespace="hyperflow", resource="requests.cpu", type="hard"} / 0.5)
    or
    floor(kube_resourcequota{namespace="hyperflow", resource="requests.memory", type="hard"} / 524288000)
  )
)`,
          labels: { namespace: 'hyperflow', service: 'my-pool' },
        },
      ],
    },
  ]);
});

for (const [name, record] of [
  ['my-pool', 'my_pool:replication_factor'],
  ['1000genome', '_1000genome:replication_factor'],
  ['a.b', 'a:b:replication_factor'],
] as const) {
  test(`the series of pool ${name} is ${record}`, () => assert.is(upstreamRecord(name), record));
}

test('an upstream formula over something else than a queue is a broken program', () => {
  const signal = {
    source: 'prometheus',
    query: 'sum(jobs)',
    connection: { name: 'main', url: 'http://prometheus:9090' },
  } as const;
  const pool = sharePool('montage', 'mproject', { demand: { formula: 'hyperflow', signal } });
  assert.throws(() => upstreamShare(pool, 'hyperflow'), /no RabbitMQ queue/);
});

test.run();

function poolOf(vector: Vector): WorkerPool {
  const { cpu, memory } = vector.input.requests;
  return upstreamPool(
    vector.id.toLowerCase(),
    vector.id.toLowerCase(),
    cpu,
    memory,
    vector.formula,
  );
}

function upstreamPool(
  namespace: string,
  name: string,
  cpu: number,
  memory: number,
  formula: Vector['formula'] = 'chart',
): WorkerPool {
  const signal = {
    source: 'rabbitmq',
    queue: `${namespace}.${name}`,
    vhost: '/',
    count: 'ready+unacked',
    connection: { name: 'main' },
  } as const;
  return sharePool(namespace, name, {
    demand: { signal, formula: formula === 'wpok' ? 'wpok' : 'hyperflow' },
    pool: {
      worker: {
        ...sharePool('', '').worker,
        requests: amounts({ cpu: String(cpu), memory: String(memory) }),
      },
    },
  });
}

function silent(pool: WorkerPool): WorkerPool {
  const off = (alert: WorkerPool['alerts']['atMax']) => ({ ...alert, enabled: false });
  const { backlogNotDraining, atMax, signalStale, notReady } = pool.alerts;
  return {
    ...pool,
    alerts: {
      labels: {},
      backlogNotDraining: off(backlogNotDraining),
      atMax: off(atMax),
      signalStale: off(signalStale),
      notReady: off(notReady),
    },
  };
}

function testOf(vector: Vector): RuleTest {
  const pool = poolOf(vector);
  const { S, T, quotas } = vector.input;
  const queue = `${pool.namespace}.${pool.name}`;
  const queues = vector.formula === 'wpok' ? forkSeries(queue, S, T) : chartSeries(queue, S, T);
  return {
    groups: [upstreamShare(pool, vector.formula === 'wpok' ? 'wpok' : 'hyperflow')],
    name: vector.id,
    interval: '15s',
    input_series: [...queues, ...quotaSeries(pool.namespace, quotas)],
    promql_expr_test: [
      {
        expr: upstreamRecord(pool.name),
        eval_time: '5m',
        exp_samples: vector.metric === null ? [] : [sampleOf(pool, vector.metric)],
      },
    ],
  };
}

function chartSeries(queue: string, S: number | null, T: number | null): readonly Series[] {
  const own = `{endpoint="rabbitmq-exporter", queue="${queue}", vhost="/"}`;
  // Some wait and some are being worked on: the sum counts.
  const ready = Math.floor((S ?? 0) / 3);
  return [
    ...(S === null
      ? []
      : [
          constant(`rabbitmq_queue_messages_ready${own}`, ready),
          constant(`rabbitmq_queue_messages_unacknowledged${own}`, S - ready),
        ]),
    ...(T === null
      ? []
      : [constant('rabbitmq_queue_messages_total{endpoint="rabbitmq-exporter"}', T)]),
  ];
}

function forkSeries(queue: string, S: number | null, T: number | null): readonly Series[] {
  const of = (name: string) =>
    `rabbitmq_queue_messages{job="wpok-rabbitmq", vhost="/", queue="${name}"}`;
  return [
    ...(S === null ? [] : [constant(of(queue), S)]),
    ...(T === null ? [] : [constant(of('others'), T - (S ?? 0))]),
  ];
}

function quotaSeries(
  namespace: string,
  quotas: readonly { readonly cpu?: number; readonly memory?: number }[],
): readonly Series[] {
  return quotas.flatMap((quota, index) =>
    Object.entries(quota).map(([resource, amount]) =>
      constant(
        `kube_resourcequota{namespace="${namespace}", resourcequota="q${index}", resource="requests.${resource}", type="hard"}`,
        amount,
      ),
    ),
  );
}

function constant(series: string, value: number): Series {
  return { series, values: `${value}x40` };
}

function zeros(values: string): string {
  return values.replaceAll('440', '0');
}

function sampleOf({ name, namespace }: WorkerPool, value: number) {
  return { labels: `${upstreamRecord(name)}{namespace="${namespace}", service="${name}"}`, value };
}
