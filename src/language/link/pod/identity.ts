import { type Context, complain } from '../../place.ts';
import type { PodPolicy } from './pod-policy.ts';

/** Checks whom a pod acts as. */
export function reportIdentity(
  context: Context,
  { worker: { serviceAccount, security } }: PodPolicy,
): void {
  if (serviceAccount.name !== undefined && Object.keys(serviceAccount.annotations).length > 0) {
    complain(
      context,
      'conflicting-fields',
      ['worker', 'serviceAccount', 'annotations'],
      (field) =>
        `${field} has no effect with \`name\`: Roster changes nothing on a ServiceAccount that exists`,
      { at: 'key', help: 'remove `name`, or put the annotations on the ServiceAccount itself' },
    );
  }
  if (security.runAsUser === 0 && !security.relax.includes('runAsRoot')) {
    complain(
      context,
      'conflicting-fields',
      ['worker', 'security', 'runAsUser'],
      (field) => `${field} is root, and a hardened worker must not be: it would never start`,
      { help: 'name another user, or write `relax: [runAsRoot]` beside it' },
    );
  }
}
