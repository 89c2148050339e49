import type { CapacityGroup } from '../../model/capacity-group.ts';
import type { Environment } from '../../model/environment.ts';
import { type Context, complain } from '../place.ts';

/** Checks that what only the runtime does for a group is done. */
export function reportGroup(
  context: Context,
  { priorityLevels }: CapacityGroup,
  { name, runtime }: Environment,
): void {
  if (priorityLevels === undefined || runtime !== undefined) return;
  complain(
    context,
    'runtime-disabled',
    ['priorityLevels'],
    (field) =>
      `${field} needs the runtime, which environment \`${name}\` has switched off: nobody else knows priorities`,
    { at: 'key', help: 'set `spec.runtime.enabled: true` in the Environment, or remove it' },
  );
}
