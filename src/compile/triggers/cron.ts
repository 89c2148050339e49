import type { Window } from '../../model/scaling.ts';
import type { Scaler } from './scaler.ts';

/** At least so many workers while a window is open. KEDA's cron can only raise, and must know when the window closes. */
export function cron({ cron: start, end, timezone, atLeast, atMost }: Window): Scaler {
  if (end === undefined || atLeast === undefined || atMost !== undefined) {
    throw new Error(`KEDA cannot hold the window ${start}: it needs an end, a floor and no cap`);
  }
  return {
    type: 'cron',
    metadata: { start, end, timezone, desiredReplicas: String(atLeast) },
    secrets: [],
  };
}
