import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rosterShare } from '../../../src/compile/rules/roster-share.ts';
import type { RuleGroup } from '../../../src/compile/rules/rule.ts';
import { shareTrigger } from '../../../src/compile/rules/share-trigger.ts';
import { upstreamRecord, upstreamShare } from '../../../src/compile/rules/upstream-share.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { amounts, capacityGroup, estate } from '../../builders.ts';
import { type RuleTest, type Sample, type Series, testRules, withPromtool } from './promtool.ts';
import { type Fault, faults, pool, queue, total, up, zeros } from './share-faults.ts';

withPromtool(test, 'every fault of the formula is mended, and upstream shows it', () => {
  testRules(faults.map(testOf));
});

for (const { name, roster, upstream } of faults) {
  test(`${name}: Roster says otherwise than upstream`, () => assert.not.equal(roster, upstream));
}

withPromtool(test, 'fault 10: pools of one name in two namespaces have a series each', () => {
  const pools = [pool('f10-a'), pool('f10-b')];
  const series = [queue('f10-a', '3x60'), queue('f10-b', '7x60'), total('10x60')];
  const quotas = [...quota('f10-a', '21'), ...quota('f10-b', '21')];
  const upstream = pools.map((one) => shareTrigger(withFormula(one)).query);
  testRules([
    {
      groups: pools.flatMap((one) => groupsOf([one])),
      interval: '15s',
      input_series: [...series, ...zeros(series), up('1x60'), ...quotas],
      promql_expr_test: [
        expectRoster(pools[0]!, '10m', 3),
        expectRoster(pools[1]!, '10m', 7),
        // More than one sample for a trigger is an error to KEDA.
        { expr: `count(${upstream[0]})`, eval_time: '10m', exp_samples: [sample('{}', 2)] },
        { expr: `count(${upstream[1]})`, eval_time: '10m', exp_samples: [sample('{}', 2)] },
      ],
    },
  ]);
});

test.run();

function testOf(fault: Fault): RuleTest {
  const { name, pools, cpu, at, roster, upstream } = fault;
  return {
    groups: groupsOf(pools, cpu),
    name,
    interval: '15s',
    input_series: seriesOf(fault),
    promql_expr_test: [
      ...roster.map((value, index) => expectRoster(pools[index]!, at, value)),
      ...upstream.map((value, index) => expectUpstream(pools[index]!, at, value)),
    ],
  };
}

function groupsOf(pools: readonly WorkerPool[], cpu = '21'): readonly RuleGroup[] {
  const [{ namespace }] = pools as [WorkerPool];
  const quota = amounts({ 'requests.cpu': cpu });
  const group = capacityGroup({ namespace, name: 'budget', quota });
  const whole = estate({ pools, groups: [group] });
  return pools
    .filter(({ scaling: { demand } }) => demand.mode === 'share')
    .flatMap((one) => [rosterShare(one, whole), upstreamShare(withFormula(one), 'hyperflow')]);
}

function withFormula(one: WorkerPool): WorkerPool {
  const { demand } = one.scaling;
  if (demand.mode !== 'share') throw new Error(`${one.name} takes no share`);
  return { ...one, scaling: { ...one.scaling, demand: { ...demand, formula: 'hyperflow' } } };
}

// The exporter is there in every test that does not say otherwise.
function seriesOf({ pools, series, cpu, known = [cpu] }: Fault): readonly Series[] {
  const [{ namespace }] = pools as [WorkerPool];
  const saysUp = series.some((one) => one.series.startsWith('rabbitmq_up'));
  return [
    ...series,
    ...zeros(series),
    ...(saysUp ? [] : [up('1x60')]),
    ...known.flatMap((one, index) => quota(namespace, one, `quota-${index}`)),
  ];
}

function quota(namespace: string, cpu: string, name = 'own'): readonly Series[] {
  const labels = `namespace="${namespace}", resourcequota="${name}", resource="requests.cpu", type="hard"`;
  return [{ series: `kube_resourcequota{${labels}}`, values: `${cpu}x99` }];
}

function expectRoster(one: WorkerPool, at: string, value: number | 'none') {
  const { namespace, name } = one;
  const labels = `roster:pool_wanted_workers:share{namespace="${namespace}", pool="${name}"}`;
  return { expr: shareTrigger(one).query, eval_time: at, exp_samples: samples(labels, value) };
}

function expectUpstream({ namespace, name }: WorkerPool, at: string, value: number | 'none') {
  const record = upstreamRecord(name);
  const labels = `${record}{namespace="${namespace}", service="${name}"}`;
  return {
    expr: `${record}{namespace="${namespace}"}`,
    eval_time: at,
    exp_samples: samples(labels, value),
  };
}

function samples(labels: string, value: number | 'none'): readonly Sample[] {
  return value === 'none' ? [] : [sample(labels, value)];
}

function sample(labels: string, value: number): Sample {
  return { labels, value };
}
