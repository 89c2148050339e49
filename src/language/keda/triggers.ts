import type { Json, JsonObject } from '../../model/json.ts';
import { partOf } from '../import/part.ts';
import type { ConnectionNames } from './connections.ts';
import { type ReadSignal, readSignal } from './signal.ts';
import { isProblem, type Keyring, type Problem, readTrigger } from './trigger.ts';
import { type ReadWindow, readWindow } from './window.ts';

/** Where a scaled object stands, and what it may refer to. */
export interface Place extends Keyring {
  /** How people speak of its pool. */
  readonly pool: string;
  readonly namespace: string | undefined;
  readonly names: ConnectionNames;
}

/** The triggers of a ScaledObject, as a policy tells them apart. */
export interface Triggers {
  readonly signal?: ReadSignal;
  readonly windows: readonly ReadWindow[];
  readonly utilization?: readonly JsonObject[];
}

/** Reads all triggers of a ScaledObject: one signal at most, and windows; or utilization alone. */
export function readTriggers(
  spec: Readonly<Record<string, Json>>,
  place: Place,
): Triggers | Problem {
  if (partOf(spec, 'advanced').scalingModifiers !== undefined)
    return { problem: 'its ScaledObject has `scalingModifiers`, a formula that no policy can say' };
  const list = Array.isArray(spec.triggers) ? (spec.triggers as readonly Json[]) : [];
  if (list.length === 0) return { problem: 'its ScaledObject has no triggers' };
  const used = list.filter((one) => isUsage(one));
  if (used.length > 0) return usageOnly(list, used);
  const read = list.map((one) => readOne(one, place));
  const problem = read.find(isProblem);
  if (problem !== undefined) return problem;
  const windows = read.filter(isWindow);
  const [signal, ...more] = read.filter(isSignal);
  if (more.length > 0)
    return {
      problem:
        'its ScaledObject has several triggers beside cron, of which the largest answer counts; a policy has one signal, and taking one could take workers away',
    };
  return { ...(signal && { signal }), windows };
}

function readOne(one: Json, place: Place): ReadWindow | ReadSignal | Problem {
  const trigger = readTrigger(one, place);
  if (isProblem(trigger)) return trigger;
  return trigger.type === 'cron'
    ? readWindow(trigger)
    : readSignal(trigger, place.names, place.namespace);
}

function isWindow(read: ReadWindow | ReadSignal | Problem): read is ReadWindow {
  return 'window' in read;
}

function isSignal(read: ReadWindow | ReadSignal | Problem): read is ReadSignal {
  return 'signal' in read;
}

function isUsage(trigger: Json): boolean {
  const { type } = partOf({ trigger }, 'trigger');
  return type === 'cpu' || type === 'memory';
}

function usageOnly(all: readonly Json[], used: readonly Json[]): Triggers | Problem {
  if (used.length < all.length)
    return {
      problem:
        'its ScaledObject has triggers for cpu or memory beside others; a policy has either a signal or a utilization',
    };
  return { windows: [], utilization: used as readonly JsonObject[] };
}
