import type { World } from '../cell/world.ts';
import type { Writes } from './writes.ts';

/** Tells that another worker went than the one that was chosen to. */
export function tellMismatch(
  poolId: string,
  podName: string,
  { wasBusy }: { readonly wasBusy: boolean },
  worlds: ReadonlyMap<string, World>,
  writes: Pick<Writes, 'tell'>,
): void {
  const [namespace = '', name = ''] = poolId.split('/');
  const pool = worlds.get(namespace)?.pool(name)?.object;
  if (pool === undefined) return;
  const state = wasBusy ? 'was not known to be idle' : 'was idle';
  const note = `Pod ${podName} went, though others were chosen; it ${state}.`;
  writes.tell('WorkerPool', pool, {
    type: 'Warning',
    reason: 'VictimMismatch',
    action: 'Scale',
    note,
  });
}
