import type { Path } from '../../../model/source.ts';
import type { Port } from '../../../model/worker.ts';
import { type Context, complain } from '../../place.ts';

/** Checks a port that something connects to: a number, or the name of a port that the worker declares. */
export function reportPort(
  context: Context,
  path: Path,
  port: string | number,
  declared: readonly Port[],
): void {
  const names = declared.map(({ name }) => name);
  const isPort = typeof port === 'number' ? port >= 1 && port <= 65_535 : names.includes(port);
  if (isPort) return;
  complain(
    context,
    'invalid-port',
    path,
    (field) =>
      `${field} must be 1 to 65535 or the name of a declared port, got ${JSON.stringify(port)}`,
    {
      help:
        names.length === 0
          ? 'declare it in `spec.worker.ports`'
          : `declared ports are ${names.join(', ')}`,
    },
  );
}
