import { createInformer } from '../../kube/create-informer.ts';
import type { Informer } from '../../kube/informer.ts';
import { signatureOf } from '../cell/node-signature.ts';
import type { Node } from '../cell/objects.ts';
import type { Nodes } from '../reconciler-parts.ts';
import { trimNode } from './trim.ts';
import type { WatchParts } from './watch-namespace.ts';

/** The nodes of the cluster, watched from the moment on at which a pool counts them. */
export interface NodeWatch {
  /** Starts watching, once. */
  start(): void;
  read(): Nodes | undefined;
}

/** Makes one that does not watch yet; `changed` is called when a node came, went, or is another to those who count it. */
export function createNodeWatch(
  parts: WatchParts,
  changed: () => void,
  ended: (run: Promise<void>) => void,
  abort: AbortSignal,
): NodeWatch {
  const signatures = new Map<string, string>();
  let informer: Informer<Node> | undefined;

  function look(name: string, node: Node | undefined): void {
    const signature = signatureOf(node);
    if ((signatures.get(name) ?? '') === signature) return;
    if (signature === '') signatures.delete(name);
    else signatures.set(name, signature);
    changed();
  }

  return {
    start: () => {
      if (informer !== undefined) return;
      const resource = { group: '', version: 'v1', plural: 'nodes' };
      const made = createInformer<Node>({ ...parts, resource, trim: trimNode });
      informer = made;
      ended(made.run((name) => look(name, made.get(name)), abort));
    },
    read: () =>
      informer?.hasSynced()
        ? { all: informer.list(), staleSince: informer.staleSince() }
        : undefined,
  };
}
