import type { Construct } from 'constructs';
import type { Environment, Estate } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import type { KubernetesObject } from '../object.ts';
import { podAccount } from '../pod/service-account.ts';
import { PolicyChart } from '../policy-chart.ts';
import { policyMetadata } from '../policy-metadata.ts';
import { policyRef } from '../policy-ref.ts';
import { cronJob } from './cron-job.ts';
import { onceJob } from './once.ts';
import { jobPrometheusRule } from './prometheus-rule.ts';
import { jobTemplateResource } from './resource.ts';
import { scaledJob } from './scaled-job.ts';

/** The objects of one JobTemplate. */
export class JobTemplateChart extends PolicyChart {
  constructor(scope: Construct, job: JobTemplate, { environment }: Estate) {
    super(scope, policyRef(job));
    const { annotations } = job.worker.serviceAccount;
    const account = policyMetadata('ServiceAccount', job, environment, { annotations });
    this.add(podAccount(job.worker, account));
    for (const object of started(job, environment)) this.add(object);
    this.add(jobPrometheusRule(job, environment));
    this.add(jobTemplateResource(job, environment));
  }
}

/** What starts the work in the cluster; nothing where that is the runtime. */
function started(job: JobTemplate, environment: Environment): readonly KubernetesObject[] {
  const { trigger } = job;
  switch (trigger.kind) {
    case 'once':
      return [onceJob(job, environment)];
    case 'schedule':
      return [cronJob(job, trigger, environment)];
    case 'keda':
      return scaledJob(job, trigger, environment);
    case 'requests':
      return [];
  }
}
