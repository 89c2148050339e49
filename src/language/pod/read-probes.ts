import type { Probe, Probes } from '../../model/container.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenPod } from '../schema/pod.ts';
import { readDuration, readPositiveDuration } from '../values/values.ts';

type Written = NonNullable<WrittenPod['probes']>;
type WrittenProbe = NonNullable<Written['startup']>;

/** Reads the probes of the container at `path` of the spec. */
export function readProbes(context: Context, path: Path, written: Written = {}): Probes {
  const probes: { -readonly [Name in keyof Probes]: Probe } = {};
  for (const name of ['startup', 'readiness', 'liveness'] as const) {
    const probe = written[name];
    if (probe !== undefined) probes[name] = readProbe(context, [...path, 'probes', name], probe);
  }
  return probes;
}

function readProbe(context: Context, path: Path, written: WrittenProbe): Probe {
  const { initialDelay, period, timeout, ...probe } = written;
  const actions = (['exec', 'httpGet', 'tcpSocket', 'grpc'] as const).filter(
    (action) => probe[action] !== undefined,
  );
  if (actions.length !== 1) {
    complain(
      context,
      'wrong-value',
      path,
      (field) =>
        `${field} must have exactly one of \`exec\`, \`httpGet\`, \`tcpSocket\` and \`grpc\``,
    );
  }
  return {
    ...probe,
    ...(initialDelay && {
      initialDelay: readDuration(context, [...path, 'initialDelay'], initialDelay),
    }),
    ...(period && { period: readPositiveDuration(context, [...path, 'period'], period) }),
    ...(timeout && { timeout: readPositiveDuration(context, [...path, 'timeout'], timeout) }),
  };
}
