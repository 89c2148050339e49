import type { Json, JsonObject } from '../../model/json.ts';
import { formatDuration, millis } from '../../model/units.ts';
import { partOf } from '../import/part.ts';

/** The HPA asks every 15 s, and KEDA counts a failure at each question. */
const secondsPerFailure = 15;

/** Reads what KEDA does when a signal fails. Without a counterpart the policy holds what runs, which never takes a worker away. */
export function readFallback(
  spec: Readonly<Record<string, Json>>,
  { min, max }: { readonly min: number; readonly max: number },
  pool: string,
): { readonly loss?: JsonObject; readonly notes: readonly string[] } {
  const fallback = partOf(spec, 'fallback');
  const { failureThreshold = 3, replicas, behavior = 'static' } = fallback;
  if (replicas === undefined || behavior === 'currentReplicas') return { notes: [] };
  const why = unsaid(behavior, replicas, min);
  if (why !== undefined || typeof replicas !== 'number')
    return {
      notes: [`${pool}: its fallback is left out and what runs is held instead: ${why ?? ''}`],
    };
  const failures = typeof failureThreshold === 'number' ? failureThreshold : 3;
  const workers = Math.min(Math.max(replicas, min), max);
  return {
    loss: {
      holdFor: formatDuration(millis(Math.max(1, failures) * secondsPerFailure * 1000)),
      // biome-ignore lint/suspicious/noThenProperty: the word of the policy language; nothing awaits it
      then: behavior === 'static' ? { workers } : { atLeast: workers },
    },
    notes: [],
  };
}

function unsaid(behavior: Json, replicas: Json, min: number): string | undefined {
  if (behavior !== 'static' && behavior !== 'currentReplicasIfHigher')
    return `its behavior ${JSON.stringify(behavior)} can take workers away on a gap`;
  if (replicas === 0) return 'it goes to zero, and a gap is not a zero';
  if (typeof replicas !== 'number') return 'its replicas are no number';
  return min === 0
    ? 'KEDA applies it only while its autoscaler runs, and that is off while there is no worker'
    : undefined;
}
