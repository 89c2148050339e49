import type { Load, Observation, Sample } from '../../../src/scaling/observation.ts';
import { at } from '../pool-input.ts';

/** How a source is at one moment. */
export type Health = 'well' | 'gone' | 'frozen';

/** A source that is read every so many seconds and whose answers take some to arrive. */
export interface Source {
  readonly observation: () => Observation;
  /** Looks whether it is time to read; `frozen` answers with what it measured last. */
  readonly pass: (second: number, load: Load, health: Health) => void;
  /** Forgets everything, as a controller does that starts anew. */
  readonly restart: () => void;
}

export function createSource(every: number, delay: number): Source {
  let observation: Observation = {};
  let next = 0;
  let measured: { readonly second: number; readonly load: Load } | undefined;
  let onTheWay: readonly Sample[] = [];

  function read(second: number, load: Load, health: Health): void {
    if (health === 'gone') {
      const since = observation.gap?.since ?? at(second);
      observation = { ...observation, gap: { because: 'no answer', since } };
      return;
    }
    if (health === 'well' || measured === undefined) measured = { second, load };
    const arrivedAt = at(second + delay);
    onTheWay = [...onTheWay, { load: measured.load, sampledAt: at(measured.second), arrivedAt }];
  }

  return {
    observation: () => observation,
    pass(second, load, health) {
      if (second >= next) {
        next = second + every;
        read(second, load, health);
      }
      const arrived = onTheWay.filter(({ arrivedAt }) => arrivedAt <= at(second));
      onTheWay = onTheWay.filter(({ arrivedAt }) => arrivedAt > at(second));
      const sample = arrived.at(-1);
      if (sample !== undefined) observation = { sample };
    },
    restart() {
      observation = {};
      onTheWay = [];
      next = 0;
    },
  };
}
