import type { Environment } from '../../model/environment.ts';
import type { ExitRule, JobTemplate, Retries } from '../../model/job-template.ts';
import type { JsonObject } from '../../model/json.ts';
import { seconds } from '../../model/units.ts';
import { defined } from '../defined.ts';
import { jobPod } from './job-pod.ts';

/** The spec of a Job as Kubernetes has it; what belongs to one trigger alone is added there. */
export function jobSpec(job: JobTemplate, environment: Environment): JsonObject {
  const { parallelism, completions, deadline, retries } = job;
  return defined<JsonObject>({
    parallelism,
    // without it several pods are a work queue to Kubernetes, and one pod is simply one
    completions: completions ?? (parallelism === 1 ? 1 : undefined),
    activeDeadlineSeconds: deadline && seconds(deadline),
    backoffLimit: retries.limit,
    podFailurePolicy: failurePolicy(retries),
    template: jobPod(job, environment),
  });
}

const actions = { retry: 'Count', fail: 'FailJob', ignore: 'Ignore' } as const;
const operators = { in: 'In', notIn: 'NotIn' } as const;

function failurePolicy({ disruptions, rules }: Retries): JsonObject | undefined {
  const all = [...(disruptions === 'ignore' ? [unlessDisrupted] : []), ...rules.map(exitRule)];
  return all.length === 0 ? undefined : { rules: all };
}

/** Kubernetes marks pods that it takes away itself: by a drain, an eviction, a lost node. */
const unlessDisrupted: JsonObject = {
  action: 'Ignore',
  onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
};

function exitRule({ action, operator, exitCodes }: ExitRule): JsonObject {
  return {
    action: actions[action],
    onExitCodes: { containerName: 'worker', operator: operators[operator], values: exitCodes },
  };
}
