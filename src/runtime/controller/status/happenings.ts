import type { Happening } from '../act/writes.ts';
import { type Condition, changedConditions } from './condition.ts';

/** What is worth an Event about conditions: those that changed, and of a resource that is new only what is wrong with it. */
export function happeningsOf(
  conditions: readonly Condition[],
  previous: readonly Condition[] | undefined,
): readonly Happening[] {
  return changedConditions(conditions, previous).flatMap((condition) => {
    const before = previous?.find(({ type }) => type === condition.type);
    const happening = happeningOf(condition, before);
    if (happening === undefined) return [];
    return before === undefined && happening.type === 'Normal' ? [] : [happening];
  });
}

function happeningOf(
  { type, status, reason, message }: Condition,
  before: Condition | undefined,
): Happening | undefined {
  const event = (kind: Happening['type'], word = reason): Happening => ({
    type: kind,
    reason: word,
    action: 'Observe',
    note: message,
  });
  switch (type) {
    case 'Ready':
      // workers come and go: their pods have Events of their own
      return status === 'False' && reason !== 'WorkersNotReady' ? event('Warning') : undefined;
    case 'SignalFresh':
      if (status === 'False') return event('Warning', `Signal${reason}`);
      return isMended(status, before) ? event('Normal', 'SignalFresh') : undefined;
    case 'OverQuota':
      return status === 'True' ? event('Warning') : undefined;
    case 'Paused':
      return reason === 'InvalidAnnotation' ? event('Warning') : event('Normal');
    default:
      return undefined;
  }
}

/** The first answer after a start is no news, and a start alone mends nothing. */
function isMended(status: Condition['status'], before: Condition | undefined): boolean {
  return status === 'True' && before?.status === 'False';
}
