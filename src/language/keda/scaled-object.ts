import type { Json, JsonObject } from '../../model/json.ts';
import { partOf } from '../import/part.ts';
import { fromSeconds } from '../import/pod-probe.ts';
import { type ReadBehavior, readBehavior } from './behavior.ts';
import { readFallback } from './fallback.ts';
import type { ReadSignal } from './signal.ts';
import { isProblem, type Problem } from './trigger.ts';
import { type Place, readTriggers } from './triggers.ts';
import { readUtilization } from './utilization.ts';
import type { ReadWindow } from './window.ts';

/** How many workers there shall be, in the words of a policy. */
export interface ReadScaling {
  /** `engine` and `scaling` of the pool's spec. */
  readonly spec: JsonObject;
  readonly connections: JsonObject;
  readonly notes: readonly string[];
}

/** Reads the spec of a ScaledObject. What no policy says leaves the pool out: any other number would be a guess. */
export function readScaledObject(object: JsonObject, place: Place): ReadScaling | Problem {
  const spec = partOf(object, 'spec');
  const triggers = readTriggers(spec, place);
  if (isProblem(triggers)) return triggers;
  const bounds = boundsOf(spec);
  const behavior = behaviorOf(spec);
  if (triggers.utilization !== undefined)
    return readUtilization(triggers.utilization, bounds, behavior, place.pool);
  const moves = readBehavior(behavior, place.pool);
  if (isProblem(moves)) return moves;
  const windows = windowsWithin(triggers.windows, bounds);
  const hold = holdOf(spec, moves.window);
  const scaling =
    triggers.signal === undefined
      ? withoutSignal(bounds, hold, windows)
      : withSignal(spec, { signal: triggers.signal, bounds, hold, windows, moves }, place.pool);
  if (isProblem(scaling)) return scaling;
  return { ...scaling, notes: [...scaling.notes, ...pauseNotes(object, place.pool)] };
}

function withoutSignal(
  { min }: Bounds,
  hold: string,
  windows: readonly JsonObject[],
): ReadScaling | Problem {
  if (windows.length === 0)
    return { problem: 'its ScaledObject has no trigger that ever asks for more workers' };
  const scaling = { mode: 'fixed', workers: min, hold, schedule: windows };
  return { spec: { engine: 'keda', scaling }, connections: {}, notes: [] };
}

interface Parts {
  readonly signal: ReadSignal;
  readonly bounds: Bounds;
  readonly hold: string;
  readonly windows: readonly JsonObject[];
  readonly moves: ReadBehavior;
}

function withSignal(
  spec: Readonly<Record<string, Json>>,
  { signal, bounds, hold, windows, moves }: Parts,
  pool: string,
): ReadScaling {
  const pollingInterval = fromSeconds(spec.pollingInterval) ?? '30s';
  const notes = [...moves.notes, ...signal.notes];
  const engine = signal.isForRuntime === true ? {} : { engine: 'keda' };
  const isIdle = spec.idleReplicaCount === 0 && bounds.min > 0;
  if (isIdle && bounds.min === bounds.max && windows.length === 0) {
    const scaling = {
      mode: 'whileBusy',
      signal: signal.signal,
      workers: bounds.max,
      hold,
      pollingInterval,
    };
    return { spec: { ...engine, scaling }, connections: signal.connections, notes };
  }
  const { loss, notes: lossNotes } = readFallback(spec, bounds, pool);
  const scaling = {
    mode: 'proportional',
    signal: signal.signal,
    ...(signal.unitsPerWorker !== 1 && { unitsPerWorker: signal.unitsPerWorker }),
    ...bounds,
    hold,
    rates: moves.rates,
    pollingInterval,
    ...(loss !== undefined && { onSignalLoss: loss }),
    ...(windows.length > 0 && { schedule: windows }),
  };
  return {
    spec: { ...engine, scaling },
    connections: signal.connections,
    notes: [...notes, ...lossNotes, ...(isIdle ? [idleNote(bounds.min, pool)] : [])],
  };
}

function idleNote(min: number, pool: string): string {
  return `${pool}: it went to none while idle and had ${min} at least while busy, which a policy cannot say; it keeps ${min} now, since fewer could be too few: write \`min: 0\` if one worker is a good beginning`;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function boundsOf({ minReplicaCount, maxReplicaCount }: Readonly<Record<string, Json>>): Bounds {
  return {
    min: typeof minReplicaCount === 'number' ? minReplicaCount : 0,
    max: typeof maxReplicaCount === 'number' ? maxReplicaCount : 100,
  };
}

function behaviorOf(spec: Readonly<Record<string, Json>>): Json | undefined {
  return partOf(partOf(spec, 'advanced'), 'horizontalPodAutoscalerConfig').behavior;
}

/** The way down to zero and the way down above it have one wait in a policy: the longer one. */
function holdOf(spec: Readonly<Record<string, Json>>, window: number): string {
  const { cooldownPeriod, idleReplicaCount, minReplicaCount } = spec;
  const cooldown = typeof cooldownPeriod === 'number' ? cooldownPeriod : 300;
  const reachesZero = idleReplicaCount === 0 || !minReplicaCount;
  const longest = reachesZero ? Math.max(cooldown, window) : window;
  return fromSeconds(Math.min(longest, 3600)) ?? '5m';
}

/** KEDA cuts what a window asks for to the bounds; one below them does nothing. */
function windowsWithin(
  windows: readonly ReadWindow[],
  { min, max }: Bounds,
): readonly JsonObject[] {
  return windows
    .map(({ atLeast, window }) => ({ ...window, atLeast: Math.min(atLeast, max) }))
    .filter(({ atLeast }) => atLeast > min);
}

function pauseNotes(object: JsonObject, pool: string): readonly string[] {
  const annotations = Object.keys(partOf(partOf(object, 'metadata'), 'annotations'));
  return annotations.some((key) => key.startsWith('autoscaling.keda.sh/paused'))
    ? [`${pool}: its ScaledObject is paused; what comes of the policy is not`]
    : [];
}
