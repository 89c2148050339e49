import type { Demand, Scaling } from '../../src/model/scaling.ts';
import { type Instant, instant, millis } from '../../src/model/units.ts';
import { decidePool } from '../../src/scaling/decide.ts';
import type { Decision } from '../../src/scaling/decision.ts';
import { emptyMemory } from '../../src/scaling/memory.ts';
import type { Load, Observation, Sample } from '../../src/scaling/observation.ts';
import type { Now, PoolInput } from '../../src/scaling/pool-input.ts';

// 2026-03-02T12:00:00Z, a Monday: second 0 of the tests on both clocks.
const zero = Date.UTC(2026, 2, 2, 12);

/** The moment so many seconds later. */
export function at(seconds: number): Instant {
  return instant(zero + seconds * 1_000);
}

/** Both clocks at that second. */
export function now(seconds: number): Now {
  return { now: at(seconds), wall: at(seconds) };
}

export function sample(seconds: number, load: number | Load): Sample {
  const sampledAt = at(seconds);
  return {
    sampledAt,
    arrivedAt: sampledAt,
    load: typeof load === 'number' ? { units: load } : load,
  };
}

export function seen(seconds: number, load: number | Load): Observation {
  return { sample: sample(seconds, load) };
}

const perUnit: Demand<unknown> = {
  mode: 'proportional',
  signal: 'queue',
  unitsPerWorker: 1,
};

/** A scaling of 0 to 50 workers, one for each unit, that lowers at once. */
export function scaling(change: Partial<Scaling<unknown>> = {}): Scaling<unknown> {
  return {
    demand: perUnit,
    min: 0,
    max: 50,
    hold: millis(0),
    pollingInterval: millis(15_000),
    onSignalLoss: { holdFor: millis(600_000), next: 'hold' },
    schedule: [],
    victims: 'any',
    ...change,
  };
}

/** A pool without workers and work at second 0, watched for an hour. */
export function poolInput(change: Partial<PoolInput> = {}): PoolInput {
  return {
    id: 'test/pool',
    scaling: scaling(),
    current: 0,
    ready: change.current ?? 0,
    observation: seen(0, 0),
    busy: 0,
    terminating: 0,
    memory: emptyMemory(at(-3_600)),
    ...change,
  };
}

/** What happens at one moment of a story: how much work is seen, and what else differs from the moment before. */
export interface Moment extends Partial<PoolInput> {
  readonly second: number;
  readonly units?: number;
}

/** Decides moment after moment, each time with the number and the memory that the one before left behind. */
export function tell(start: PoolInput, moments: readonly Moment[]): readonly Decision[] {
  const told: Decision[] = [];
  let input = start;
  for (const { second, units, ...change } of moments) {
    const observation = units === undefined ? input.observation : seen(second, units);
    input = { ...input, observation, ...change };
    const decision = decidePool(input, now(second));
    told.push(decision);
    input = {
      ...input,
      current: decision.replicas,
      ready: decision.replicas,
      memory: decision.memory,
    };
  }
  return told;
}
