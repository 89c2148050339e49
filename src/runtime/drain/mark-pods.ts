import { setDeletionCost } from '../kube/annotate-pod.ts';
import type { ApiClient } from '../kube/api-client.ts';
import type { Log } from '../log.ts';
import type { Choice } from './choose-victims.ts';
import { drainedCost } from './deletion-cost.ts';
import type { WorkerPod } from './worker-state.ts';

/** What could not be written. */
export interface Unwritten {
  readonly notMarked: ReadonlySet<string>;
  /** A worker that is not to go is still the first to go. */
  readonly cannotUnmark: boolean;
}

/**
 * Takes old marks off, then puts the new ones on, each on exactly the version of the pod that the choice was made for: a worker
 * that said something new since then refuses its mark.
 */
export async function markPods(
  api: Pick<ApiClient, 'call'>,
  { namespace, pool }: { readonly namespace: string; readonly pool: string },
  { mark, unmark }: Pick<Choice, 'mark' | 'unmark'>,
  log: Log,
  abort: AbortSignal,
): Promise<Unwritten> {
  const write = async ({ name, resourceVersion }: WorkerPod, cost: number | undefined) => {
    try {
      const wanted = { namespace, name, resourceVersion, cost };
      const written = await setDeletionCost(api, wanted, abort);
      // a pod that is gone needs no mark, and neither does it keep one
      if (written.ok || written.reason === 'notFound') return true;
      log.warn({ pool, pod: name, because: written.because }, 'cannot mark a worker');
    } catch (error) {
      log.warn({ pool, pod: name, error }, 'cannot mark a worker');
    }
    return false;
  };
  const unmarked = await Promise.all(unmark.map((pod) => write(pod, undefined)));
  if (unmarked.includes(false)) return { notMarked: new Set(), cannotUnmark: true };
  const marked = await Promise.all(
    mark.map(async (pod) => [pod.name, await write(pod, Number(drainedCost))] as const),
  );
  const failed = marked.filter(([, isMarked]) => !isMarked).map(([name]) => name);
  return { notMarked: new Set(failed), cannotUnmark: false };
}
