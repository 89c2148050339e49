import type { Environment } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import { policyMetadata } from '../policy-metadata.ts';
import type { PrometheusRule } from '../pool/prometheus-rule.ts';
import { jobAlertRules } from './alerts.ts';

/** The alerts of a job, where the operator that reads them is there. */
export function jobPrometheusRule(
  job: JobTemplate,
  environment: Environment,
): PrometheusRule | undefined {
  const { enabled, ruleLabels } = environment.prometheusOperator;
  if (!enabled) return undefined;
  const rules = jobAlertRules(job, environment);
  if (rules.length === 0) return undefined;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: policyMetadata('PrometheusRule', job, environment, { labels: ruleLabels }),
    spec: { groups: [{ name: `roster-${job.namespace}-${job.name}`, rules }] },
  };
}
