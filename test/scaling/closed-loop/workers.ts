/** Pods of one Deployment and the queue they work on, in seconds. */
export interface Workers {
  readonly current: () => number;
  readonly ready: () => number;
  readonly busy: () => number;
  readonly terminating: () => number;
  /** Units that wait and that are being worked on. */
  readonly units: () => number;
  /** Workers that were stopped while they had a unit; it goes back to the queue. */
  readonly killed: () => number;
  /** Sets `spec.replicas`: new pods start, and starting ones go first, then idle ones, then busy ones. */
  readonly scaleTo: (replicas: number) => void;
  readonly arrive: (units: number) => void;
  /** Lets time pass up to this second. */
  readonly runUntil: (second: number) => void;
}

export interface Times {
  /** From the creation of a pod until it works. */
  readonly startUp: number;
  /** From its removal until it is gone. */
  readonly goes: number;
  /** What one unit takes, from one worker to the next. */
  readonly service: () => number;
}

interface Pod {
  readyAt: number;
  /** When its unit is done; `undefined` where it has none. */
  doneAt: number | undefined;
}

/** A Deployment with so many workers that have long been ready. */
export function createWorkers({ startUp, goes, service }: Times, replicas: number): Workers {
  let second = 0;
  let waiting = 0;
  let killed = 0;
  let going: number[] = [];
  let pods: Pod[] = Array.from({ length: replicas }, () => ({ readyAt: 0, doneAt: undefined }));

  const rank = ({ readyAt, doneAt }: Pod) => (readyAt > second ? 0 : doneAt === undefined ? 1 : 2);
  const isBusy = ({ doneAt }: Pod) => doneAt !== undefined;

  function work(pod: Pod, from: number, until: number): void {
    let free = Math.max(pod.doneAt ?? from, pod.readyAt);
    if (free > until) return;
    pod.doneAt = undefined;
    while (free <= until && waiting >= 1) {
      waiting -= 1;
      free += service();
      if (free > until) pod.doneAt = free;
    }
  }

  return {
    current: () => pods.length,
    ready: () => pods.filter(({ readyAt }) => readyAt <= second).length,
    busy: () => pods.filter(isBusy).length,
    terminating: () => going.length,
    units: () => Math.floor(waiting + 1e-9) + pods.filter(isBusy).length,
    killed: () => killed,
    scaleTo(wanted) {
      while (pods.length < wanted) pods.push({ readyAt: second + startUp, doneAt: undefined });
      if (pods.length === wanted) return;
      const inOrder = pods.toSorted((a, b) => rank(a) - rank(b));
      const gone = inOrder.slice(0, pods.length - wanted);
      pods = inOrder.slice(gone.length);
      const cut = gone.filter(isBusy).length;
      killed += cut;
      waiting += cut;
      going.push(...gone.map(() => second + goes));
    },
    arrive(units) {
      waiting += units;
    },
    runUntil(until) {
      for (const pod of pods) work(pod, second, until);
      second = until;
      going = going.filter((gone) => gone > until);
    },
  };
}
