import type { ApiClient, KubeObject } from '../../kube/api-client.ts';
import { createInformer } from '../../kube/create-informer.ts';
import type { Informer } from '../../kube/informer.ts';
import type { Parts } from '../../parts.ts';
import type { Watched, WatchedName, World } from '../cell/world.ts';
import { watchPlans } from './resources.ts';

/** What watching takes from outside. */
export interface WatchParts extends Parts {
  readonly api: ApiClient;
  readonly relistEveryMs?: number;
}

/** The informers of one namespace. */
export interface NamespaceWatch {
  readonly world: World;
  /** Starts what the pools that are there need, and what nobody started yet. Nothing is ever stopped: pools come back. */
  refresh(): void;
  /** Since when the pools or their Deployments are not known any better. */
  staleSince(): number | undefined;
}

/** Begins to watch a namespace; `changed` gets the cells that have to look again. Ends with `abort`, and `ended` has what to wait for. */
export function watchNamespace(
  world: World,
  parts: WatchParts,
  changed: (cells: readonly string[]) => void,
  ended: (run: Promise<void>) => void,
  abort: AbortSignal,
): NamespaceWatch {
  const informers = new Map<WatchedName, Informer<KubeObject>>();

  function start<K extends WatchedName>(name: K): void {
    const { resource, trim, absence } = watchPlans[name];
    const informer = createInformer<Watched[K]>({
      ...parts,
      resource: { ...resource, plural: name, namespace: world.namespace },
      absence,
      ...(trim && { trim }),
    });
    informers.set(name, informer as unknown as Informer<KubeObject>);
    world.watch(name, informer);
    ended(informer.run((object) => changed(world.changed(name, object)), abort));
  }

  function refresh(): void {
    for (const name of Object.keys(watchPlans) as WatchedName[]) {
      if (!informers.has(name) && watchPlans[name].isNeeded(world)) start(name);
    }
  }

  /** A server that refuses is there: what may not be read is said by the pools that it keeps from being scaled. */
  function staleSince(name: WatchedName): number | undefined {
    const informer = informers.get(name);
    return informer?.unavailable() === undefined ? informer?.staleSince() : undefined;
  }

  return {
    world,
    refresh,
    staleSince: () => staleSince('deployments') ?? staleSince('workerpools'),
  };
}
