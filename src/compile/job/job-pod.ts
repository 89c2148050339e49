import type { Environment } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import type { JsonObject } from '../../model/json.ts';
import { seconds } from '../../model/units.ts';
import type { Labels } from '../labels.ts';
import { merge } from '../merge.ts';
import { podTemplate } from '../pod/pod-template.ts';
import { fixedPolicyLabels, policyLabels } from '../policy-metadata.ts';
import { withValues } from './parameters.ts';

/** The template of the pods of a job. Values of parameters are in it where no request can bring others. */
export function jobPod(job: JobTemplate, environment: Environment): JsonObject {
  const { worker, parameters, trigger, timeout, name } = job;
  const pod = trigger.kind === 'requests' ? worker : withValues(worker, parameters);
  const template = podTemplate(pod, {
    labels: podLabels(job, environment),
    fixedLabels: fixedPolicyLabels(job),
    selector: { 'app.kubernetes.io/name': name, 'roster.dev/job-template': name },
    serviceAccountName: worker.serviceAccount.name ?? name,
    container: 'worker',
    restartPolicy: 'Never',
    kubernetes: environment.versions.kubernetes,
  });
  return timeout === undefined
    ? template
    : merge(template, { spec: { activeDeadlineSeconds: seconds(timeout) } });
}

/**
 * The pods of a Job that runs once have only labels that are said to be theirs: its template cannot be changed, and a
 * label that a team or an environment puts on everything would make the work be done again.
 */
function podLabels(job: JobTemplate, environment: Environment): Labels {
  const around = job.trigger.kind === 'once' ? {} : policyLabels(job, environment);
  return { ...around, ...job.worker.labels, ...fixedPolicyLabels(job) };
}
