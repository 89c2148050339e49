import { isObject } from '../../../model/json.ts';
import { at, choice, complain, type Field, optional, type Problem, text } from './field.ts';
import type { Pool, PoolObject } from './pool.ts';
import { readInterventions } from './read-interventions.ts';
import { readScaling } from './read-scaling.ts';

/** What was made of a resource. With problems its pool is left as it is, and says so. */
export type ReadPool =
  | { readonly ok: true; readonly pool: Pool }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a WorkerPool; total, whatever is in it. */
export function readPool(object: PoolObject): ReadPool {
  const problems: Problem[] = [];
  const spec: Field = { name: 'spec', value: object.spec, problems };
  if (!isObject(object.spec)) {
    complain(spec, 'must be an object', undefined);
    return { ok: false, problems };
  }
  const engine = choice(at(spec, 'engine'), ['git', 'hpa', 'keda', 'runtime']);
  const group = optional(at(spec, 'group'), text);
  const { name, namespace = '', uid = '', generation = 0 } = object.metadata;
  const identity = {
    id: `${namespace}/${name}`,
    namespace,
    name,
    uid,
    generation,
    ...(group !== undefined && { group }),
  };
  const pool: Pool =
    engine === 'runtime'
      ? {
          ...identity,
          engine,
          scaling: readScaling(at(spec, 'scaling')),
          ...readInterventions(object.metadata.annotations),
        }
      : { ...identity, engine };
  return problems.length === 0 ? { ok: true, pool } : { ok: false, problems };
}
