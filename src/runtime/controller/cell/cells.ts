import { isObject } from '../../../model/json.ts';
import type { PoolObject } from '../resource/pool.ts';

/** What is decided at once: a CapacityGroup with its pools, or one pool. The queue's keys are made of it. */
export interface Cell {
  readonly kind: 'group' | 'pool';
  readonly namespace: string;
  readonly name: string;
}

/** `group montage/montage`; no namespace and no name holds a space or a slash. */
export function keyOfCell({ kind, namespace, name }: Cell): string {
  return `${kind} ${namespace}/${name}`;
}

/** The cell of a key that `keyOfCell` made. */
export function cellOfKey(key: string): Cell {
  const [kind, id = ''] = key.split(' ');
  const [namespace = '', name = ''] = id.split('/');
  return { kind: kind === 'group' ? 'group' : 'pool', namespace, name };
}

/**
 * The cell of a pool: its group, if it is the runtime that scales it. All else stands by itself, also what cannot be read:
 * what is said of it disturbs no other.
 */
export function cellOfPool({ metadata, spec }: PoolObject): Cell {
  const { namespace = '', name } = metadata;
  const group = isObject(spec) && spec.engine === 'runtime' ? spec.group : undefined;
  return typeof group === 'string' && group !== '' && !/[ /]/.test(group)
    ? { kind: 'group', namespace, name: group }
    : { kind: 'pool', namespace, name };
}
