import type { RequestedJob } from '../../../model/requested-job.ts';
import { imageExpressions } from './image-expression.ts';
import {
  capabilitiesIn,
  hostPathsIn,
  hostWordsIn,
  secretsIn,
  sorted,
  textsAt,
} from './pod-needs.ts';

/** What a Job of one template may be made of. */
export interface JobLimits {
  /** Patterns that the image of the main container has to match, one of them. */
  readonly images: readonly string[];
  /** Images of the containers beside it. */
  readonly beside: readonly string[];
  readonly accounts: readonly string[];
  readonly secrets: readonly string[];
  readonly hostPaths: readonly string[];
  /** Of the host's: what the policy itself asks for in its own words. */
  readonly host: readonly string[];
  readonly capabilities: readonly string[];
}

/** Reads out of a template what its Jobs may be made of. */
export function jobLimits({ name, worker, images }: RequestedJob): JobLimits {
  const beside = [...worker.initContainers, ...worker.sidecars];
  return {
    images: imageExpressions(images),
    beside: sorted([...beside.map(({ image }) => image), ...textsAt(worker.podTemplate, 'image')]),
    accounts: [worker.serviceAccount.name ?? name],
    secrets: secretsIn(worker),
    hostPaths: hostPathsIn(worker),
    host: hostWordsIn(worker),
    capabilities: capabilitiesIn(worker),
  };
}
