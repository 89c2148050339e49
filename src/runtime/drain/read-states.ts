import type { Idleness } from '../../model/scaling.ts';
import { annotationState } from './annotation-state.ts';
import type { WorkerPod, WorkerState } from './worker-state.ts';

/** How the runtime asks; each rejects only where nothing at all could be learnt. */
export interface Ask {
  /** The unacknowledged messages of each peer address that consumes the pool's queue. */
  readonly consumers: (
    abort: AbortSignal,
  ) => Promise<readonly { readonly peerHost: string; readonly unacked: number }[]>;
  /** What a worker's own endpoint says; `unknown` for any failure. */
  readonly endpoint: (
    ip: string,
    port: number,
    path: string,
    abort: AbortSignal,
  ) => Promise<WorkerState>;
}

/** Asks who is idle, all workers of a pool at once. A worker in which nothing runs is idle whoever is asked. */
export async function readStates(
  idleness: Idleness,
  pods: readonly WorkerPod[],
  ask: Ask,
  abort: AbortSignal,
): Promise<ReadonlyMap<string, WorkerState>> {
  const states = await statesOf(
    idleness,
    pods.filter(({ isTerminating, isRunning }) => isRunning && !isTerminating),
    ask,
    abort,
  );
  const still = pods.filter(({ isRunning }) => !isRunning);
  return new Map([...still.map(({ name }) => [name, 'idle'] as const), ...states]);
}

async function statesOf(
  idleness: Idleness,
  pods: readonly WorkerPod[],
  ask: Ask,
  abort: AbortSignal,
): Promise<readonly (readonly [string, WorkerState])[]> {
  switch (idleness.from) {
    case 'annotation':
      return pods.map((pod) => [pod.name, annotationState(pod.annotations[idleness.key])] as const);
    case 'http':
      return Promise.all(
        pods.map(async ({ name, ip }) => {
          if (ip === undefined) return [name, 'unknown'] as const;
          return [name, await ask.endpoint(ip, idleness.port, idleness.path, abort)] as const;
        }),
      );
    case 'broker':
      return brokerStates(pods, await ask.consumers(abort));
  }
}

/**
 * A consumer is at its pod's address. A pod that the broker does not know has nothing of it, but may be connecting at this
 * moment: it is not known to be idle. Addresses that stand for several pods (host network, a proxy) say nothing.
 */
function brokerStates(
  pods: readonly WorkerPod[],
  consumers: readonly { readonly peerHost: string; readonly unacked: number }[],
): readonly (readonly [string, WorkerState])[] {
  const unacked = new Map<string, number>();
  for (const { peerHost, unacked: count } of consumers) {
    const address = plainAddress(peerHost);
    unacked.set(address, (unacked.get(address) ?? 0) + count);
  }
  return pods.map(({ name, ip }) => {
    const shared = pods.some((other) => other.name !== name && other.ip === ip);
    const count = ip === undefined || shared ? undefined : unacked.get(plainAddress(ip));
    return [name, count === undefined ? 'unknown' : count > 0 ? 'busy' : 'idle'] as const;
  });
}

/** An IPv4 address that came over an IPv6 socket is the IPv4 address. */
function plainAddress(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
}
