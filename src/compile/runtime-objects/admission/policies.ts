import { isAtLeast } from '../../../model/version.ts';
import type { KubernetesObject } from '../../object.ts';
import type { Installed } from '../component.ts';
import type { Needs } from '../needs.ts';
import { clustersConfined } from './clusters.ts';
import { deploymentsConfined } from './deployments.ts';
import { jobsConfined } from './jobs.ts';
import { podsConfined } from './pods.ts';
import { confine } from './policy.ts';
import { servicesConfined } from './services.ts';

/** What the runtime may change of what its Roles let it write at all; none where Kubernetes does not know such policies (before 1.30). */
export function admissionPolicies(
  needs: readonly Needs[],
  one: Installed,
): readonly KubernetesObject[] {
  if (!isAtLeast(one.environment.versions.kubernetes, [1, 30])) return [];
  const clusters = needs.flatMap((here) => here.clusters);
  const jobs = needs.flatMap((here) => here.jobs);
  return [
    ...confine(deploymentsConfined, one),
    ...confine(podsConfined, one),
    ...(clusters.length === 0
      ? []
      : [...confine(clustersConfined(clusters), one), ...confine(servicesConfined, one)]),
    ...(jobs.length === 0 ? [] : confine(jobsConfined(jobs), one)),
  ];
}
