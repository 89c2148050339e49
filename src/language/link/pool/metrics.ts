import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { nearest } from '../../suggest/suggest.ts';

/** Checks that metrics are read from a port that the worker or a sidecar declares by that name. */
export function reportMetrics(context: Context, { worker, metrics }: WorkerPool): void {
  if (metrics === undefined) return;
  const names = [worker, ...worker.sidecars]
    .flatMap(({ ports }) => ports)
    .flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (names.includes(metrics.port)) return;
  const near = nearest(metrics.port, names);
  complain(
    context,
    'no-such-port',
    ['metrics', 'port'],
    (field) => `${field} must name a port of the worker or of a sidecar, got "${metrics.port}"`,
    {
      help: near
        ? `did you mean \`${near}\`?`
        : `add \`ports: [{name: ${metrics.port}, containerPort: …}]\` to \`spec.worker\``,
    },
  );
}
