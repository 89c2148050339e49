import type { QueueLoad } from './load.ts';
import type { ModelState } from './model-state.ts';
import { isBusy, lowestServed } from './priority-levels.ts';

/** A model with the load that it is decided by: none where its priority is not served. */
export interface LoadedModel extends ModelState {
  readonly load: QueueLoad;
  /** Set where the model has work that is not served: the priority of that work. */
  readonly unserved?: number;
}

const idle: QueueLoad = { tasks: 0, analyses: 0, priority: 1 };

/** Applies the number of priority levels that are served; 0 and `undefined` mean all. */
export function loadedOf(
  models: readonly ModelState[],
  priorityLevels: number | undefined,
): readonly LoadedModel[] {
  const lowest = lowestServed(models, priorityLevels);
  return models.map((model) => {
    const { reading } = model;
    if (!reading.ok) return { ...model, load: idle };
    const { load } = reading;
    if (!isBusy(load) || load.priority >= lowest) return { ...model, load };
    return { ...model, load: idle, unserved: load.priority };
  });
}
