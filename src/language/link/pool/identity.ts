import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';

/** Checks what tells a pool's pods from others, and whom they act as. */
export function reportIdentity(
  context: Context,
  { worker: { selector, serviceAccount, security } }: WorkerPool,
): void {
  if (selector !== undefined && Object.keys(selector).length === 0) {
    complain(
      context,
      'wrong-value',
      ['worker', 'selector'],
      (field) => `${field} must have at least one label, an empty one selects every pod there is`,
      { help: "remove it, or write the labels of the Deployment's selector" },
    );
  }
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
