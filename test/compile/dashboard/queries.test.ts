import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { otherSeries } from '../../../src/compile/dashboard/other-series.ts';
import { poolRules } from '../../../src/compile/rules/pool-rules.ts';
import { runtimeMetrics } from '../../../src/model/runtime-metrics.ts';
import { capacityGroup, estate } from '../../builders.ts';
import { sharePool } from '../rules/pools.ts';
import { checkRules, type RuleTest, testRules, withPromtool } from '../rules/promtool.ts';
import { samples } from '../samples.ts';
import { seriesIn } from './series-in.ts';
import { dashboardOf, filledIn, queriesOf, whole } from './shown.ts';

/** The series that there are, each with its labels. */
function knownSeries(): ReadonlyMap<string, ReadonlySet<string>> {
  const shares = [sharePool('montage', 'a'), sharePool('montage', 'b')];
  const pools = [...Object.values(samples), ...shares];
  const groups = pools.flatMap(({ group: name, namespace }) =>
    name === undefined ? [] : [capacityGroup({ name, namespace })],
  );
  const rules = pools.flatMap((pool) =>
    poolRules(pool, estate({ pools, groups })).groups.flatMap(({ rules }) => rules),
  );
  const recorded = rules.flatMap((rule) =>
    'record' in rule ? [[rule.record, Object.keys(rule.labels ?? {})] as const] : [],
  );
  const exported = Object.entries(runtimeMetrics).flatMap(([name, { type, labels }]) => {
    const all = [...labels, 'exported_namespace', 'namespace'];
    return [
      [
        type === 'histogram' ? `${name}_bucket` : name,
        type === 'histogram' ? [...all, 'le'] : all,
      ] as const,
    ];
  });
  const known = [...recorded, ...exported, ...Object.entries(otherSeries)];
  return new Map(known.map(([name, labels]) => [name, new Set<string>(labels)]));
}

test('no query asks for a series or a label that nobody exports', () => {
  const known = knownSeries();
  for (const query of queriesOf(whole)) {
    const { selected, grouped, made } = seriesIn(query);
    for (const { metric, labels } of selected) {
      assert.ok(known.has(metric), `${metric} in ${query}`);
      for (const label of labels) assert.ok(known.get(metric)!.has(label), `${label} in ${query}`);
    }
    const there = new Set([...made, ...selected.flatMap(({ metric }) => [...known.get(metric)!])]);
    for (const label of grouped) assert.ok(there.has(label), `${label} in ${query}`);
  }
});

test('every series of the table is asked for', () => {
  const asked = new Set(
    queriesOf(whole).flatMap((query) => seriesIn(query).selected.map(({ metric }) => metric)),
  );
  assert.equal(
    Object.keys(otherSeries).filter((name) => !asked.has(name)),
    [],
  );
});

test('a query that is none, or of an unknown series, would be seen', () => {
  assert.throws(() => seriesIn('sum(roster_leader'), /no PromQL/);
  assert.equal(seriesIn('sum by (pool) (label_replace(a{b="c"}, "pool", "$1", "d", "(.+)"))'), {
    selected: [{ metric: 'a', labels: ['b'] }],
    grouped: ['pool', 'd'],
    made: ['pool'],
  });
});

withPromtool(test, 'Prometheus takes every query', () => {
  const rules = queriesOf(whole).map((expr, index) => ({
    record: `query:${index}`,
    expr,
    labels: {},
  }));
  checkRules([{ name: 'dashboard', rules }]);
});

const constant = (series: string, value: number) => ({ series, values: `${value}x10` });
const ofRuntime = 'namespace="roster", exported_namespace="montage", pool="mproject"';

withPromtool(test, 'pools of KEDA stand beside those of the runtime', () => {
  const world: Omit<RuleTest, 'promql_expr_test'> = {
    groups: [],
    interval: '1m',
    input_series: [
      constant(`roster_pool_wanted_replicas{${ofRuntime}}`, 7),
      constant('kube_deployment_spec_replicas{namespace="montage", deployment="mproject"}', 6),
      constant('kube_deployment_spec_replicas{namespace="montage", deployment="mdiff"}', 3),
      constant('kube_deployment_spec_replicas{namespace="montage", deployment="other"}', 9),
      constant('kube_deployment_status_replicas{namespace="montage", deployment="mdiff"}', 5),
      constant(
        'kube_horizontalpodautoscaler_status_desired_replicas{namespace="montage", horizontalpodautoscaler="keda-hpa-mdiff"}',
        4,
      ),
      constant(
        'kube_horizontalpodautoscaler_spec_max_replicas{namespace="montage", horizontalpodautoscaler="keda-hpa-mdiff"}',
        5,
      ),
      constant(
        'kube_horizontalpodautoscaler_status_condition{namespace="montage", horizontalpodautoscaler="keda-hpa-mdiff", condition="ScalingLimited", status="true"}',
        1,
      ),
      constant(`roster_pool_reason{${ofRuntime}, reason="backlog"}`, 1),
    ],
  };
  const pool = (name: string) => `{namespace="montage", pool="${name}"}`;
  const expected = {
    Wanted: [
      { labels: pool('mdiff'), value: 4 },
      { labels: pool('mproject'), value: 7 },
    ],
    'At the maximum': [{ labels: pool('mdiff'), value: 1 }],
    Reason: [
      { labels: '{namespace="montage", pool="mdiff", reason="ScalingLimited"}', value: 1 },
      { labels: '{namespace="montage", pool="mproject", reason="backlog"}', value: 1 },
    ],
  };
  const { panels } = dashboardOf(whole);
  testRules([
    {
      ...world,
      promql_expr_test: Object.entries(expected).map(([title, exp_samples]) => ({
        expr: filledIn(
          panels.find((panel) => panel.title === title)!.targets![0]!.expr,
          'mproject|mdiff|montage',
        ),
        eval_time: '5m',
        exp_samples,
      })),
    },
  ]);
});

withPromtool(test, "a group's quota is read from Kubernetes where the runtime says nothing", () => {
  const quota = (type: string) =>
    `kube_resourcequota{namespace="montage", resourcequota="montage", resource="requests.cpu", type="${type}"}`;
  const { panels } = dashboardOf(whole);
  const used = panels.find(({ title }) => title === 'Quota used')!.targets![0]!;
  testRules([
    {
      groups: [],
      interval: '1m',
      input_series: [constant(quota('used'), 5), constant(quota('hard'), 20)],
      promql_expr_test: [
        {
          expr: filledIn(used.expr, 'montage'),
          eval_time: '5m',
          exp_samples: [
            {
              labels: '{namespace="montage", group="montage", resource="requests.cpu"}',
              value: 0.25,
            },
          ],
        },
      ],
    },
  ]);
});

test.run();
