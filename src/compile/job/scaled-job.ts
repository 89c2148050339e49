import type { Environment } from '../../model/environment.ts';
import type { JobTemplate, KedaTrigger } from '../../model/job-template.ts';
import type { JsonObject } from '../../model/json.ts';
import { seconds } from '../../model/units.ts';
import type { KubernetesObject } from '../object.ts';
import { policyMetadata } from '../policy-metadata.ts';
import type { Scaler } from '../triggers/scaler.ts';
import { scaler } from '../triggers/signal-scaler.ts';
import type { TriggerAuthentication } from '../triggers/trigger-authentication.ts';
import { withTtl } from './job-ttl.ts';

export interface ScaledJob extends KubernetesObject {
  readonly spec: JsonObject;
}

/** What trigger `keda` comes to: the ScaledJob, and which Secrets open its signal where it needs any. */
export function scaledJob(
  job: JobTemplate,
  trigger: KedaTrigger,
  environment: Environment,
): readonly (ScaledJob | TriggerAuthentication)[] {
  const signal = scaler(trigger.signal, trigger.unitsPerJob);
  const authentication = authenticationOf(job, environment, signal);
  return [...authentication, scaledJobOf(job, trigger, environment, signal)];
}

function authenticationOf(
  job: JobTemplate,
  environment: Environment,
  { secrets }: Scaler,
): readonly TriggerAuthentication[] {
  if (secrets.length === 0) return [];
  return [
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'TriggerAuthentication',
      metadata: policyMetadata('TriggerAuthentication', job, environment),
      spec: { secretTargetRef: secrets },
    },
  ];
}

function scaledJobOf(
  job: JobTemplate,
  { pollingInterval, strategy, history }: KedaTrigger,
  environment: Environment,
  { type, metadata, secrets }: Scaler,
): ScaledJob {
  const annotations: Readonly<Record<string, string>> = job.suspend
    ? { 'autoscaling.keda.sh/paused': 'true' }
    : {};
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledJob',
    metadata: policyMetadata('ScaledJob', job, environment, { annotations }),
    spec: {
      jobTargetRef: withTtl(job, environment),
      pollingInterval: seconds(pollingInterval),
      successfulJobsHistoryLimit: history.successful,
      failedJobsHistoryLimit: history.failed,
      // by default KEDA ends the Jobs that run whenever the policy is changed
      rollout: { strategy: 'gradual' },
      maxReplicaCount: job.concurrency,
      scalingStrategy: { strategy },
      triggers: [
        {
          type,
          name: 'signal',
          metadata,
          ...(secrets.length > 0 && { authenticationRef: { name: job.name } }),
        },
      ],
    },
  };
}
