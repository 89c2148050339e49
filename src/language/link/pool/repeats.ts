import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';

interface List {
  readonly field: string;
  /** What must be unique of an item; absent where the item itself must. */
  readonly key?: string;
  readonly values: readonly string[];
}

/** Kubernetes refuses two volumes, ports, mounts or pull secrets of one name, and keeps the last of two variables without a word. */
export function reportRepeats(
  context: Context,
  { worker: { env, ports, pullSecrets, volumes } }: WorkerPool,
): void {
  const lists: readonly List[] = [
    { field: 'env', key: 'name', values: env.map(({ name }) => name) },
    { field: 'ports', key: 'name', values: ports.map(({ name }) => name) },
    {
      field: 'ports',
      key: 'containerPort',
      values: ports.map(({ containerPort, protocol = 'TCP' }) => `${containerPort}/${protocol}`),
    },
    { field: 'pullSecrets', values: pullSecrets },
    { field: 'volumes', key: 'mountPath', values: volumes.map(({ mountPath }) => mountPath) },
    { field: 'volumes', key: 'name', values: volumes.map(({ name }) => name) },
  ];
  for (const { field, key, values } of lists) {
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) === index) continue;
      complain(
        context,
        'conflicting-fields',
        ['worker', field, index, ...(key === undefined ? [] : [key])],
        (path) => `${path} must be unique in its list, \`${value}\` stands there twice`,
      );
    }
  }
}
