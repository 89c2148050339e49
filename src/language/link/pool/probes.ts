import type { WorkerPool } from '../../../model/worker-pool.ts';
import { type Context, complain } from '../../place.ts';
import { reportPort } from './ports.ts';

/** Checks where the probes connect to, and that only readiness waits for several successes. */
export function reportProbes(context: Context, { worker: { ports, probes } }: WorkerPool): void {
  for (const name of ['startup', 'readiness', 'liveness'] as const) {
    const { httpGet, tcpSocket, successThreshold = 1 } = probes[name] ?? {};
    const path = ['worker', 'probes', name];
    if (httpGet) reportPort(context, [...path, 'httpGet', 'port'], httpGet.port, ports);
    if (tcpSocket) reportPort(context, [...path, 'tcpSocket', 'port'], tcpSocket.port, ports);
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
