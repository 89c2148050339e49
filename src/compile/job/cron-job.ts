import type { Environment } from '../../model/environment.ts';
import type { JobTemplate, ScheduleTrigger } from '../../model/job-template.ts';
import type { JsonObject } from '../../model/json.ts';
import { seconds } from '../../model/units.ts';
import type { KubernetesObject } from '../object.ts';
import { policyLabels, policyMetadata } from '../policy-metadata.ts';
import { withTtl } from './job-ttl.ts';

export interface CronJob extends KubernetesObject {
  readonly spec: JsonObject;
}

/** The CronJob of trigger `schedule`; its Jobs have the labels of every object of the policy. */
export function cronJob(
  job: JobTemplate,
  trigger: ScheduleTrigger,
  environment: Environment,
): CronJob {
  const { cron, timezone, concurrencyPolicy, startingDeadline, history } = trigger;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: policyMetadata('CronJob', job, environment),
    spec: {
      schedule: cron,
      timeZone: timezone,
      concurrencyPolicy,
      startingDeadlineSeconds: seconds(startingDeadline),
      successfulJobsHistoryLimit: history.successful,
      failedJobsHistoryLimit: history.failed,
      suspend: job.suspend,
      jobTemplate: {
        metadata: { labels: policyLabels(job, environment) },
        spec: withTtl(job, environment),
      },
    },
  };
}
