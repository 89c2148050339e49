import type { PeerPort } from '../../model/network.ts';
import type { WorkerPool } from '../../model/worker-pool.ts';

/** Where the controller asks each worker of a pool whether it is idle; nowhere unless the policy has it do so over HTTP. */
export function idlenessPorts({ scaling: { idleness } }: WorkerPool): readonly PeerPort[] {
  return idleness?.from === 'http' ? [{ port: idleness.port, protocol: 'TCP' }] : [];
}
