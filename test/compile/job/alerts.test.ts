import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jobAlertRules } from '../../../src/compile/job/alerts.ts';
import type { JobAlerts, JobTemplate } from '../../../src/model/job-template.ts';
import { millis } from '../../../src/model/units.ts';
import { checkRules, type RuleTest, testRules, withPromtool } from '../rules/promtool.ts';
import { type JobAlertCase, jobAlertCases } from './job-alert-cases.ts';
import { jobEstate, jobNamed } from './job-fixtures.ts';

const { environment } = jobEstate;
const all = ['RosterJobFailing', 'RosterJobStuck', 'RosterJobOverdue'];
const alertsOf = (job: JobTemplate) => jobAlertRules(job, environment).map(({ alert }) => alert);
const late = (name: string): JobTemplate => {
  const { alerts, ...job } = jobNamed(name, { suspend: false });
  return {
    ...job,
    alerts: { ...alerts, overdue: { ...alerts.overdue, after: millis(7_200_000) } },
  };
};

withPromtool(test, 'every alert fires when it should and is silent when it should be', () => {
  testRules(jobAlertCases.map(testOf));
});

withPromtool(test, 'Prometheus reads the alerts of every trigger', () => {
  for (const { name } of jobEstate.jobs) {
    checkRules([{ name, rules: jobAlertRules(late(name), environment) }]);
  }
});

test('a job without a limit has no alert for being late', () => {
  assert.equal(alertsOf(late('encode')), all);
  assert.equal(alertsOf(jobNamed('encode')), all.slice(0, 2));
});

test('what is suspended is neither stuck nor late', () => {
  assert.equal(alertsOf({ ...late('encode'), suspend: true }), ['RosterJobFailing']);
});

test('an alert that is switched off is not there', () => {
  const { alerts } = late('encode');
  for (const [index, name] of (['failing', 'stuck', 'overdue'] as const).entries()) {
    const off: JobAlerts = { ...alerts, [name]: { ...alerts[name], enabled: false } };
    assert.equal(alertsOf({ ...late('encode'), alerts: off }), all.toSpliced(index, 1));
  }
});

test("labels of the policy are on every alert, and do not hide the template's own", () => {
  const job = late('encode');
  const labels = { team: 'media', template: 'mine' };
  for (const rule of jobAlertRules({ ...job, alerts: { ...job.alerts, labels } }, environment)) {
    assert.is(rule.labels?.team, 'media');
    assert.is(rule.labels?.template, 'encode');
    assert.is(rule.labels?.namespace, 'media');
  }
});

test.run();

function testOf({ name, job, series, alert, at, fires }: JobAlertCase): RuleTest {
  const rules = jobAlertRules(late(job), environment);
  const rule = rules.find((each) => each.alert === alert)!;
  const summary = { ...rule.annotations!, ...(fires !== true && { summary: String(fires) }) };
  return {
    groups: [{ name: 'jobs', rules }],
    name,
    interval: '1m',
    evaluationInterval: '1m',
    input_series: series,
    alert_rule_test: [
      {
        eval_time: at,
        alertname: alert,
        exp_alerts: fires === false ? [] : [{ exp_labels: rule.labels!, exp_annotations: summary }],
      },
    ],
  };
}
