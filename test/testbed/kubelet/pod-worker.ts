import { setImmediate as tick } from 'node:timers/promises';
import type { ApiServer } from '../client/api-server.ts';
import { isGone, type RetryParts, retryMs } from '../client/retry.ts';
import type { BackOff } from './back-off.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { makeContainerSet } from './container-set.ts';
import { isCovered } from './is-covered.ts';
import { planContainers } from './plan-containers.ts';
import { deleteFinally, isNewer, patchStatus } from './pod-api.ts';
import type { PodStage } from './pod-phase.ts';
import { type PodFailure, podStatus } from './pod-status.ts';
import { deadlineExceeded, deadlineOf, stoppingOf } from './stopping.ts';
import { makeWake } from './wake.ts';
import { type WirePod, wireTime } from './wire.ts';

export interface PodWorkerParts extends RetryParts {
  readonly api: ApiServer;
  readonly runtime: ContainerRuntime;
  readonly backOff: BackOff;
  readonly probeSecondMs: number;
  readonly hostIp: string;
  readonly podIp: string;
}

/** Brings one pod to where the API server wants it, one step after the other. */
export interface PodWorker {
  readonly pod: () => WirePod;
  readonly runtime: ContainerRuntime;
  readonly update: (pod: WirePod) => void;
  /** The API server has no such pod any more; resolves when nothing of it runs and nothing is kept. */
  readonly gone: () => Promise<void>;
  /** Ends the pod as failed. */
  readonly fail: (failure: PodFailure) => void;
  /** Ends it like a machine that is switched off: at once, and without a word to the API server. */
  readonly halt: () => Promise<void>;
}

/** Takes a pod on and works until it is gone or halted. Whatever happens only says "look again". */
export function startPodWorker(first: WirePod, parts: PodWorkerParts): PodWorker {
  const { api, clock, runtime, onError, hostIp, podIp } = parts;
  const { wake, woken } = makeWake();
  // Once and for all: a status that seems lost may have arrived.
  const startTime = first.status?.startTime ?? wireTime(clock.now());
  const containers = makeContainerSet(first, { ...parts, changed: wake });
  const halted = new AbortController();
  let pod = first;
  let failure: PodFailure | undefined;
  let isDeleted = false;
  let timer = new AbortController();

  const update = (seen: WirePod): void => {
    if (!isNewer(seen, pod)) return;
    pod = seen;
    wake();
  };
  const wakeAt = (at: Date | undefined): void => {
    timer.abort();
    if (at === undefined || halted.signal.aborted) return;
    timer = new AbortController();
    const { signal } = timer;
    void clock.wait(at.getTime() - clock.now().getTime(), signal).then(() => {
      if (!signal.aborted) wake();
    });
  };

  const step = async (): Promise<void> => {
    const stopping = stoppingOf(pod, failure);
    if (stopping) containers.stopAll(stopping.graceMs);
    else if (isFinished(pod)) wakeAt(undefined);
    else advance();
    await tick(); // what is started or ended at once goes into the same status
    const isLast = containers.isIdle();
    // A pod that is over stays as it is, also one that was over before this kubelet saw it.
    if (!isFinished(pod)) await writeStatus();
    if (stopping?.deleted && isLast && !isDeleted) {
      await deleteFinally(api, pod, halted.signal);
      isDeleted = true; // with finalizers it stays, but not for anything that we do
    }
  };
  const advance = (): void => {
    const now = clock.now();
    const deadline = deadlineOf(pod, startTime);
    if (deadline !== undefined && deadline <= now) {
      failure = deadlineExceeded;
      wake();
      return;
    }
    const plan = planContainers(containers.records(), now);
    for (const name of plan.start) containers.start(name, pod);
    const graceMs = (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1_000;
    if (plan.isOver) containers.stopAll(graceMs);
    const times = [deadline, plan.wakeAt].flatMap((at) => (at ? [at.getTime()] : []));
    wakeAt(times.length > 0 ? new Date(Math.min(...times)) : undefined);
  };
  const stage = (): PodStage => {
    if (stoppingOf(pod, failure) === undefined) return 'running';
    return containers.isIdle() ? 'stopped' : 'stopping';
  };
  const writeStatus = async (): Promise<void> => {
    const status = podStatus({
      pod,
      records: containers.records(),
      stage: stage(),
      ...(failure && { failure }),
      now: clock.now(),
      startTime,
      hostIp,
      podIp,
    });
    if (isCovered(status, pod.status)) return;
    // The answer may be the first to tell of a deletion, and the watch then tells nothing new.
    update(await patchStatus(api, pod, status, halted.signal));
  };

  let failures = 0;
  const round = async (): Promise<void> => {
    try {
      await step();
      failures = 0;
    } catch (error) {
      if (halted.signal.aborted || isGone(error)) return; // if it is gone, the watch will say so
      failures += 1;
      onError(new Error(`working on pod ${nameOf(pod)}`, { cause: error }));
      wakeAt(new Date(clock.now().getTime() + retryMs(failures)));
    }
  };
  const work = async (): Promise<void> => {
    for (;;) {
      await woken();
      await tick(); // events that come together are one step
      if (halted.signal.aborted) return;
      await round();
    }
  };
  const end = async (graceMs: number): Promise<void> => {
    halted.abort();
    timer.abort();
    wake();
    // Again and again: sidecars are stopped only after the others.
    while (!containers.isIdle()) {
      containers.stopAll(graceMs);
      await containers.oneEnded();
    }
    await runtime.forget(first.metadata!.uid!);
  };

  void work();
  wake();
  return {
    pod: () => pod,
    runtime,
    update,
    gone: () => end(1_000),
    fail: (why) => {
      if (!isFinished(pod)) failure ??= why;
      wake();
    },
    halt: () => end(0),
  };
}

function isFinished({ status }: WirePod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

function nameOf(pod: WirePod): string {
  return `${pod.metadata?.namespace}/${pod.metadata?.name}`;
}
