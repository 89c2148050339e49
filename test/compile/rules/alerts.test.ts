import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { poolRules } from '../../../src/compile/rules/pool-rules.ts';
import type { WorkerPool } from '../../../src/model/worker-pool.ts';
import { estate, workerPool } from '../../builders.ts';
import { type AlertCase, alertCases, draining, onQueue, pool, stale } from './alert-cases.ts';
import { type RuleTest, testRules, withPromtool } from './promtool.ts';

withPromtool(test, 'every alert fires when it should and is silent when it should be', () => {
  testRules(alertCases.map(testOf));
});

test('a pool of fixed size has one alert: there is no signal and no maximum to reach', () => {
  assert.equal(alertsOf(workerPool()), ['RosterPoolNotReady']);
});

test('an alert that is switched off is not there', () => {
  const { alerts } = workerPool();
  for (const [name, left] of [
    ['backlogNotDraining', ['RosterPoolAtMax', stale, 'RosterPoolNotReady']],
    ['atMax', [draining, stale, 'RosterPoolNotReady']],
    ['signalStale', [draining, 'RosterPoolAtMax', 'RosterPoolNotReady']],
    ['notReady', [draining, 'RosterPoolAtMax', stale]],
  ] as const) {
    const off = { ...alerts, [name]: { ...alerts[name], enabled: false } };
    assert.equal(alertsOf(pool('keda', onQueue, { alerts: off })), left);
  }
});

test("labels of the policy are on every alert, and do not hide the pool's own", () => {
  const alerts = { ...workerPool().alerts, labels: { team: 'montage', pool: 'mine' } };
  for (const rule of rulesOf(pool('keda', onQueue, { alerts })).filter(({ alert }) => alert)) {
    assert.is(rule.labels?.team, 'montage');
    assert.is(rule.labels?.pool, 'mproject');
    assert.is(rule.labels?.namespace, 'montage');
  }
});

test('KEDA before 2.14 has another name for its counter of errors', () => {
  const old = estate();
  const environment = {
    ...old.environment,
    versions: { ...old.environment.versions, keda: [2, 13] as const },
  };
  const rules = poolRules(pool('keda', onQueue), { ...old, environment }).groups.flatMap(
    ({ rules }) => rules,
  );
  const { expr = '' } = rules.find(({ alert }) => alert === stale) ?? {};
  assert.match(expr, /keda_scaler_errors\{/);
});

test.run();

function rulesOf(one: WorkerPool) {
  return poolRules(one, estate({ pools: [one] })).groups.flatMap(({ rules }) => rules);
}

function alertsOf(one: WorkerPool): readonly string[] {
  return rulesOf(one).flatMap(({ alert }) => alert ?? []);
}

function testOf({ name, pool: one, series, alert, at, fires }: AlertCase): RuleTest {
  const { groups } = poolRules(one, estate({ pools: [one] }));
  const rule = rulesOf(one).find((each) => each.alert === alert)!;
  return {
    groups,
    name,
    interval: '15s',
    input_series: series,
    alert_rule_test: [
      {
        eval_time: at,
        alertname: alert,
        exp_alerts: fires
          ? [
              {
                exp_labels: rule.labels!,
                exp_annotations: { ...rule.annotations!, summary: fires },
              },
            ]
          : [],
      },
    ],
  };
}
