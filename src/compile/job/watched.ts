import type { Environment } from '../../model/environment.ts';
import type { JobTemplate } from '../../model/job-template.ts';
import { quote, select } from '../rules/promql.ts';
import { onceJobName } from './once.ts';

/** The series of kube-state-metrics that tell of a template's Jobs. */
export interface Watched {
  /** A series of the Jobs, with more matchers than those that find them. */
  readonly jobs: (metric: string, more?: string) => string;
  /** A series of the CronJob. */
  readonly cronJob: (metric: string) => string;
  /** The owners of the Jobs' pods. */
  readonly podOwners: string;
}

/**
 * Finds the Jobs by their names, since kube-state-metrics exports no labels of theirs unless it is told to. A name is the
 * template's with what its starter appends, so that `nightly` never takes the Jobs of `nightly-copy` for its own.
 */
export function watched(job: JobTemplate, environment: Environment): Watched {
  const { namespace, name } = job;
  const names = quote(namesOf(job, environment));
  const at = `namespace=${quote(namespace)}`;
  return {
    jobs: (metric, more = '') => `${metric}{${at}, job_name=~${names}${more && `, ${more}`}}`,
    cronJob: (metric) => select(metric, { namespace, cronjob: name }),
    podOwners: `kube_pod_owner{${at}, owner_kind="Job", owner_name=~${names}}`,
  };
}

function namesOf(job: JobTemplate, environment: Environment): string {
  const { name, trigger } = job;
  switch (trigger.kind) {
    case 'once':
      return onceJobName(job, environment);
    case 'schedule':
      return `${name}-[0-9]+`;
    case 'keda':
    // nobody asks for the last: such Jobs are named after their requests, and the runtime's own series tell of them
    case 'requests':
      return `${name}-[a-z0-9]{5}`;
  }
}
