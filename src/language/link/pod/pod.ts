import type { Environment } from '../../../model/environment.ts';
import type { Context } from '../../place.ts';
import { reportVariables } from './environment-variables.ts';
import { reportIdentity } from './identity.ts';
import { reportLifecycle } from './lifecycle.ts';
import { reportMounts } from './mounts.ts';
import { reportPlacement } from './placement.ts';
import type { PodPolicy } from './pod-policy.ts';
import { reportProbes } from './probes.ts';
import { reportRepeats } from './repeats.ts';
import { reportResources } from './resources.ts';
import { reportSidecars } from './sidecars.ts';
import { reportTemplate } from './template.ts';
import { reportVolumes } from './volumes.ts';

/** Rules between the fields of one pod, its containers included, and those of the API server that no schema can say. */
export function reportPod(context: Context, policy: PodPolicy, environment: Environment): void {
  reportLifecycle(context, policy, environment);
  reportProbes(context, policy);
  reportVariables(context, policy, environment);
  reportResources(context, policy);
  reportVolumes(context, policy);
  reportPlacement(context, policy);
  reportIdentity(context, policy);
  reportRepeats(context, policy);
  reportMounts(context, policy);
  reportSidecars(context, policy, environment);
  reportTemplate(context, policy, environment);
}
