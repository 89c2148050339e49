import type { Instant, Millis } from '../../model/units.ts';

/** What of a ScaledObject decides about the step from and to zero; KEDA's defaults are said where they are not 0. */
export interface ScaledObjectSpec {
  readonly min: number;
  /** Seconds without activity before the step down: 300 s by default. */
  readonly cooldown: Millis;
  /** What it idles at instead of the minimum; KEDA takes only 0. */
  readonly idle?: number;
  readonly hasFallback: boolean;
}

export interface ScaledObjectState {
  readonly lastActive?: Instant;
}

/** A trigger's number and the threshold above which it is active, 0 by default; no value: it failed. */
export interface TriggerReading {
  readonly value: number | undefined;
  readonly activation: number;
}

export interface ScaledObjectStep {
  /** What KEDA's own loop sets; between the minimum and the maximum its HPA moves the number. */
  readonly replicas: number;
  readonly status: 'active' | 'inactive' | 'unknown' | 'fallback' | 'notReady';
  readonly state: ScaledObjectState;
}

/**
 * One round of KEDA's loop over a ScaledObject (every 30 s by default; as KEDA 2.20 was read): the step 0 ↔ minimum.
 * From zero it writes 1 or the minimum, never the computed number. Its hazards are kept: with a trigger active and
 * another failed the time of last activity is not renewed, and without one the cooldown is ignored.
 * That the step from zero counts as activity is from memory of the source.
 */
export function stepScaledObject(
  spec: ScaledObjectSpec,
  state: ScaledObjectState,
  {
    now,
    current,
    triggers,
  }: {
    readonly now: Instant;
    readonly current: number;
    readonly triggers: readonly TriggerReading[];
  },
): ScaledObjectStep {
  const hasFailed = triggers.some(({ value }) => value === undefined);
  const isActive = triggers.some(
    ({ value, activation }) => value !== undefined && value > activation,
  );
  if (!isActive) return stepInactive(spec, state, { now, current, hasFailed });
  if (current === 0 || (spec.idle !== undefined && current < spec.min)) {
    return { replicas: Math.max(1, spec.min), status: 'active', state: { lastActive: now } };
  }
  if (hasFailed) return { replicas: current, status: 'unknown', state };
  return { replicas: current, status: 'active', state: { lastActive: now } };
}

function stepInactive(
  spec: ScaledObjectSpec,
  state: ScaledObjectState,
  { now, current, hasFailed }: { now: Instant; current: number; hasFailed: boolean },
): ScaledObjectStep {
  const stay = { replicas: current, state };
  if (hasFailed) return { ...stay, status: spec.hasFallback ? 'fallback' : 'notReady' };
  const canRest = spec.idle === undefined ? current > 0 && spec.min === 0 : current > spec.idle;
  if (canRest) {
    const { lastActive } = state;
    const isOver = lastActive === undefined || now - lastActive > spec.cooldown;
    const replicas = isOver ? (spec.idle ?? spec.min) : current;
    return { replicas, status: 'inactive', state };
  }
  return { replicas: Math.max(current, spec.idle ?? spec.min), status: 'inactive', state };
}
