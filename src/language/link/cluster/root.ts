import type { ClusterTemplate } from '../../../model/cluster-template.ts';
import { type Context, complain } from '../../place.ts';

/** The pods of a sampling cluster log in to each other by SSH, with keys that only root reads. */
export function reportRoot(context: Context, { dialect, ...cluster }: ClusterTemplate): void {
  if (dialect !== 'resaas') return;
  for (const role of ['scheduler', 'worker'] as const) {
    const { relax, fsGroup } = cluster[role].security;
    if (relax.includes('runAsRoot') || fsGroup !== undefined) continue;
    complain(
      context,
      'sampling-without-root',
      [role, 'security'],
      (field) =>
        `${field} must let the pod run as root, or give an \`fsGroup\`: nobody else reads the SSH keys`,
      { at: 'key', help: 'write `relax: [runAsRoot]`' },
    );
  }
}
