import { formatDuration } from '../../model/units.ts';
import type { Problem } from './problem.ts';
import { type Settings, settings } from './settings.ts';

/** Pairs of which the first must be shorter than the second; a leader must stop before another one starts. */
const shorter = [
  ['leaseRenewDeadline', 'leaseDuration'],
  ['leaseRetryPeriod', 'leaseRenewDeadline'],
  ['oasisPoll', 'oasisSilence'],
] as const;

/** Complains of settings that are right each and wrong together. */
export function findConflicts(values: Settings, where: string, problems: Problem[]): void {
  for (const [one, other] of shorter) {
    if (values[one] < values[other]) continue;
    const [field, limit] = [settings[one].field, settings[other].field];
    const message = `must be shorter than \`${limit}\` (${formatDuration(values[other])}), got ${formatDuration(values[one])}`;
    problems.push({ where, field, message });
  }
}
