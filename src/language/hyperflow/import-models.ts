import { isObject, type Json } from '../../model/json.ts';
import type { Item } from '../import/read-items.ts';
import type { HyperflowPool } from './pool.ts';

/** Tells an `executionModels` file, a list of maps with names, from others. */
export function isModels(value: Json): value is readonly { readonly [key: string]: Json }[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => isObject(one) && typeof one.name === 'string')
  );
}

/** Compares the engine's list of pool tasks with the pools: the engine stays as it is, so both must say the same. */
export function compareModels(
  models: readonly Item[],
  pools: readonly HyperflowPool[],
): readonly string[] {
  if (models.length === 0) return [];
  const listed = models.flatMap(({ value }) => (isModels(value) ? value : []));
  const byTask = new Map(pools.map((pool) => [pool.taskType, pool]));
  const names = new Set(listed.map(({ name }) => name));
  return [
    ...listed.flatMap(({ name, queue }) => {
      const pool = byTask.get(String(name));
      if (pool === undefined)
        return [
          `executionModels lists \`${String(name)}\`, and no pool has that task type: the engine would fill a queue that nobody reads`,
        ];
      if (typeof queue !== 'string' || queue === pool.queue) return [];
      return [
        `executionModels sends \`${String(name)}\` to the queue \`${queue}\`, and pool \`${pool.name}\` reads \`${pool.queue}\``,
      ];
    }),
    ...pools
      .filter(({ taskType }) => !names.has(taskType))
      .map(
        ({ name, taskType }) =>
          `pool \`${name}\`: executionModels does not list its task type \`${taskType}\`, so the engine runs such tasks as Jobs`,
      ),
    'executionModels stays with the engine; Roster has nothing of it in its policies',
  ];
}
