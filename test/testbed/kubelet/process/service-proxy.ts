import type { KubeConfig, V1Pod, V1Service } from '@kubernetes/client-node';
import { connectApiServer } from '../../client/api-server.ts';
import { type Followed, followObjects, type Listener } from '../../client/follow-objects.ts';
import type { RetryParts } from '../../client/retry.ts';
import type { Wire } from '../wire.ts';
import { type Front, frontsOf } from './find-backends.ts';
import { type Forwarder, forward } from './forward.ts';

export interface ServiceProxy {
  /** Ends all listeners and connections. */
  readonly stop: () => Promise<void>;
}

export interface ServiceProxyOptions extends RetryParts {
  /** Sees all Services and Pods. */
  readonly config: KubeConfig;
}

/**
 * Stands in for kube-proxy: a Service's address takes connections while a pod of it is ready and refuses them otherwise. It works from
 * Pods, since the API server takes no loopback address into an EndpointSlice. An address that the system does not let it listen
 * on, such as a port below 1024, is told to `onError` and left out.
 */
export async function startServiceProxy({
  config,
  clock,
  onError,
}: ServiceProxyOptions): Promise<ServiceProxy> {
  const api = await connectApiServer(config);
  const services = new Map<string, Wire<V1Service>>();
  const pods = new Map<string, Wire<V1Pod>>();
  const table = forwardTable(onError);
  const stopped = new AbortController();
  const changed = () => {
    if (!stopped.signal.aborted) table.update(frontsOf(services.values(), pods.values()));
  };
  const parts = { clock, onError };
  const { signal } = stopped;
  const following = Promise.all([
    followObjects(api, '/api/v1/services', keeping(services, changed), parts, signal),
    followObjects(api, '/api/v1/pods', keeping(pods, changed), parts, signal),
  ]);
  return {
    stop: async () => {
      stopped.abort();
      table.destroy();
      try {
        await following;
      } finally {
        api.close();
      }
    },
  };
}

/** Keeps `objects` (by `namespace/name`) as the API server has them, and tells of each change. */
function keeping<T extends Followed>(objects: Map<string, T>, changed: () => void): Listener<T> {
  const keyOf = ({ metadata }: T) => `${metadata?.namespace}/${metadata?.name}`;
  return {
    listed: (all) => {
      objects.clear();
      for (const object of all) objects.set(keyOf(object), object);
      changed();
    },
    seen: (object) => {
      objects.set(keyOf(object), object);
      changed();
    },
    gone: (object) => {
      objects.delete(keyOf(object));
      changed();
    },
  };
}

/** The forwarders of all Services; `update` starts and ends them so that they are those of the fronts that have backends. */
export function forwardTable(onError: (error: Error) => void) {
  const forwarders = new Map<string, Forwarder>();
  const closing = new Set<Forwarder>();

  function update(fronts: readonly Front[]): void {
    const open = new Map(
      fronts
        .filter(({ backends }) => backends.length > 0)
        .map((front) => [`${front.host}:${front.port}`, front]),
    );
    for (const [address, forwarder] of forwarders) {
      if (open.has(address)) continue;
      forwarders.delete(address);
      closing.add(forwarder);
      forwarder.close(() => closing.delete(forwarder));
    }
    for (const [address, front] of open) {
      const known = forwarders.get(address);
      if (known) known.setBackends(front.backends);
      else forwarders.set(address, start(front));
    }
  }

  function start(front: Front): Forwarder {
    return forward(front, front.backends, (cause) => {
      onError(new Error(`listening for Service ${front.name} on ${front.host}`, { cause }));
    });
  }

  function destroy(): void {
    for (const forwarder of [...forwarders.values(), ...closing]) forwarder.destroy();
    forwarders.clear();
    closing.clear();
  }

  return { update, destroy };
}
