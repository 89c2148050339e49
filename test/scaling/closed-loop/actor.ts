import type { Scaling } from '../../../src/model/scaling.ts';
import { millis } from '../../../src/model/units.ts';
import type { Intervention } from '../../../src/scaling/intervention.ts';
import { emptyMemory, type PoolMemory } from '../../../src/scaling/memory.ts';
import type { Load } from '../../../src/scaling/observation.ts';
import type { PoolInput } from '../../../src/scaling/pool-input.ts';
import { at } from '../pool-input.ts';
import { createSource, type Health, type Source } from './source.ts';
import { createWorkers, type Times, type Workers } from './workers.ts';

/** Where the units of a signal come from. */
export type Work =
  /** The signal says so many, whatever the workers do. */
  | { readonly kind: 'given'; readonly units: (second: number) => number }
  /** So many arrive in a second, and the workers take them. */
  | { readonly kind: 'arriving'; readonly perSecond: (second: number) => number };

/** A pool with all that happens to it. */
export interface Script {
  readonly id: string;
  readonly scaling: Scaling<unknown>;
  readonly times: Times;
  readonly delay: number;
  readonly work: Work;
  readonly initial: number;
  readonly priority: number;
  readonly health: (second: number) => Health;
  readonly intervention?: Intervention;
}

/** A pool that lives: its policy, its pods, its source and what the controller remembers of it. */
export interface Actor {
  readonly script: Script;
  readonly workers: Workers;
  readonly source: Source;
  memory: PoolMemory;
}

export function createActor(script: Script, memory: PoolMemory = emptyMemory(at(0))): Actor {
  const every = script.scaling.pollingInterval / 1_000;
  return {
    script,
    workers: createWorkers(script.times, script.initial),
    source: createSource(every, script.delay),
    memory,
  };
}

/** Lets time pass for its pods and its source. */
export function pass({ script, workers, source }: Actor, from: number, until: number): void {
  const { work, health } = script;
  if (work.kind === 'arriving') workers.arrive(work.perSecond(until) * (until - from));
  workers.runUntil(until);
  const units = work.kind === 'given' ? work.units(until) : workers.units();
  source.pass(until, loadOf(units, script), health(until));
}

function loadOf(units: number, { scaling, priority }: Script): Load {
  if (scaling.demand.mode !== 'platform') return { units };
  const settings = { scaling_strategy: 'QUEUE_LOAD', worker_count_min: 0, worker_count_max: 9 };
  return {
    units,
    platform: { tasks: units, analyses: Math.ceil(units / 2), priority, settings },
  };
}

/** What the controller sees of it. */
export function inputOf({ script, workers, source, memory }: Actor): PoolInput {
  const { id, scaling, intervention, times, work } = script;
  const knowsIdle = scaling.victims === 'idle' && work.kind === 'arriving';
  const [current, busy] = [workers.current(), workers.busy()];
  return {
    id,
    scaling,
    current,
    ready: workers.ready(),
    observation: source.observation(),
    busy: knowsIdle ? busy : 0,
    ...(knowsIdle && { idle: current - busy }),
    terminating: workers.terminating(),
    ...(intervention && { intervention }),
    startUp: millis(times.startUp * 1_000),
    memory,
  };
}
