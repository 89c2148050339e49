import type { Container } from '../../../model/container.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { containersOf } from './containers.ts';
import type { PodPolicy } from './pod-policy.ts';
import { reportPort } from './ports.ts';

/** Checks where the probes connect to, and that only readiness waits for several successes. */
export function reportProbes(context: Context, { worker }: PodPolicy): void {
  for (const { path, container } of containersOf(worker)) {
    reportContainer(context, path, container);
  }
}

function reportContainer(context: Context, container: Path, { ports, probes }: Container): void {
  const declared = { ports, path: [...container, 'ports'] };
  for (const name of ['startup', 'readiness', 'liveness'] as const) {
    const { httpGet, tcpSocket, successThreshold = 1 } = probes[name] ?? {};
    const path = [...container, 'probes', name];
    if (httpGet) reportPort(context, [...path, 'httpGet', 'port'], httpGet.port, declared);
    if (tcpSocket) reportPort(context, [...path, 'tcpSocket', 'port'], tcpSocket.port, declared);
    if (name === 'readiness' || successThreshold === 1) continue;
    complain(
      context,
      'wrong-value',
      [...path, 'successThreshold'],
      (field) => `${field} must be 1, got ${successThreshold}`,
      { help: 'remove it: only readiness can wait for several successes in a row' },
    );
  }
}
