import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ruleGroups } from '../../../src/compile/runtime-objects/rules/runtime-rules.ts';
import { runtimeMetrics } from '../../../src/model/runtime-metrics.ts';
import { checkRules, testRules, withPromtool } from '../rules/promtool.ts';
import { type RuleCase, ruleCases } from './rule-cases.ts';

const groups = ruleGroups('with gateway', 'roster');
const rules = groups.flatMap(({ rules: some }) => some);

withPromtool(test, 'Prometheus takes every rule', () => {
  checkRules(groups);
});

withPromtool(test, 'every alert fires when it should and is silent when it should be', () => {
  testRules(ruleCases.map(testOf));
});

test('every alert has a case in which it fires and one in which it is silent', () => {
  const alerts = rules.flatMap(({ alert }) => alert ?? []);
  for (const fires of [true, false]) {
    const tried = ruleCases.filter((one) => (one.fires !== false) === fires);
    const names = new Set(tried.map(({ alert }) => alert));
    assert.equal(names, new Set(alerts));
  }
});

test('only series are asked for that the runtime or kube-state-metrics exports', () => {
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  const known = new Set<string>([...Object.keys(runtimeMetrics), ...recorded]);
  const asked = rules.flatMap(({ expr }) => expr.match(/[a-z_:0-9]+(?=\{)/g) ?? []);
  assert.ok(asked.length > 15);
  for (const name of asked) {
    if (/^kube_deployment_(spec_replicas|status_replicas_ready)$/.test(name)) continue;
    const base = name.replace(/_(bucket|count)$/, '');
    assert.ok(known.has(name) || known.has(base), name);
  }
});

test('only labels are asked for that a series has', () => {
  const metrics: Readonly<Record<string, { readonly labels: readonly string[] }>> = runtimeMetrics;
  for (const { expr } of rules) {
    for (const [, name = '', inside = ''] of expr.matchAll(/(roster_[a-z_]+)\{([^}]*)\}/g)) {
      const { labels } = metrics[name.replace(/_(bucket|count)$/, '')]!;
      assert.not(labels.includes('namespace'), `${name} names the namespace of what it measures`);
      const asked = [...inside.matchAll(/([a-z]+)=/g)].map(([, label]) => label!);
      for (const label of asked) assert.ok(['namespace', ...labels].includes(label), label);
    }
  }
});

test('an environment without a gateway has no rules for one', () => {
  const names = ruleGroups('controller alone', 'roster').map(({ name }) => name);
  assert.equal(names, ['roster-controller-roster']);
});

test.run();

function testOf({ name, alert, series, at, fires, labels = {} }: RuleCase) {
  const rule = rules.find((one) => one.alert === alert)!;
  const fired = {
    exp_labels: { ...labels, ...rule.labels! },
    exp_annotations: { ...rule.annotations!, summary: String(fires) },
  };
  return {
    name,
    groups,
    interval: '15s',
    input_series: series,
    alert_rule_test: [
      { eval_time: at, alertname: alert, exp_alerts: fires === false ? [] : [fired] },
    ],
  };
}
