import { templateAmount } from '../../kube/pod-template-claims.ts';
import type { Claims } from './gather-group.ts';

/** Makes claims that read each pod once: the same object has the same claims as long as it lives. */
export function createPodClaims(): Claims {
  const known = new WeakMap<object, Map<string, bigint>>();
  return (podSpec, resources) => {
    if (typeof podSpec !== 'object' || podSpec === null) return new Map();
    const amounts = known.get(podSpec) ?? new Map<string, bigint>();
    known.set(podSpec, amounts);
    for (const resource of resources) {
      if (amounts.has(resource)) continue;
      amounts.set(resource, templateAmount({ spec: podSpec }, resource) ?? 0n);
    }
    return new Map(resources.map((resource) => [resource, amounts.get(resource) ?? 0n]));
  };
}
