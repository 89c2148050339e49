import { type Millis, millis } from '../../../model/units.ts';
import type { Clock } from '../../clock.ts';

/** What is to be done when policies changed. */
export interface TakeUpParts {
  readonly clock: Clock;
  /** Whether any changed since it was asked last. */
  readonly refresh: () => boolean;
  /** Says what is to be read now: a look at all pools. */
  readonly assign: () => void;
}

/** A sync that changes a thousand policies is a thousand changes, and as many looks at a thousand pools would take minutes. */
const betweenMs = 250;

/** Makes what is to be called before each piece of work. It takes up changes at once, or says after how long to call it again. */
export function createTakeUp({ clock, refresh, assign }: TakeUpParts): () => Millis | undefined {
  let isStale = false;
  let assignedAt = Number.NEGATIVE_INFINITY;
  return () => {
    isStale = refresh() || isStale;
    if (!isStale) return undefined;
    const { now } = clock.read();
    const wait = assignedAt + betweenMs - now;
    if (wait > 0) return millis(wait);
    isStale = false;
    assignedAt = now;
    assign();
    return undefined;
  };
}
