import { isUsable, type Node } from './objects.ts';

/** What of a node a pool counts by; another heartbeat is no change. Empty for one that does not count. */
export function signatureOf(node: Node | undefined): string {
  if (node === undefined || !isUsable(node)) return '';
  return JSON.stringify(Object.entries(node.metadata.labels ?? {}).toSorted());
}
