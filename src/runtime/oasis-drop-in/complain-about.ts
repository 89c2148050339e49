import type { Complaints } from '../signals/oasis/complaints.ts';
import type { Decided } from './create-decider.ts';

/** Says once for each change which Deployments cannot be served, and whose settings are unusable. */
export function complainAbout({ refused, plan }: Decided, complaints: Complaints): void {
  for (const [name, because] of refused) {
    complaints.warn(`serving ${name}`, because, 'a Deployment of workers is left alone');
  }
  for (const [name, { reasons }] of plan.decisions) {
    const trouble = reasons.find(({ rule }) => rule === 'platformSettings');
    if (trouble?.rule === 'platformSettings') {
      complaints.warn(`serving ${name}`, trouble.problem, 'a model cannot be scaled as it wants');
    } else if (reasons.every(({ rule }) => rule !== 'starting')) {
      complaints.over(`serving ${name}`);
    }
  }
}
