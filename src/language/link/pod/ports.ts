import type { Port } from '../../../model/container.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain, fieldName } from '../../place.ts';

/** The ports of a container, and where they stand in the spec. */
interface DeclaredPorts {
  readonly ports: readonly Port[];
  readonly path: Path;
}

/** Checks a port that something connects to: a number, or the name of a port that the container declares. */
export function reportPort(
  context: Context,
  path: Path,
  port: string | number,
  declared: DeclaredPorts,
): void {
  const names = declared.ports.map(({ name }) => name);
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
          ? `declare it in \`${fieldName(context, declared.path)}\``
          : `declared ports are ${names.join(', ')}`,
    },
  );
}
