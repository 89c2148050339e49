import type { V1LifecycleHandler } from '@kubernetes/client-node';
import type { Clock } from '../clock.ts';
import type { ContainerChange } from './container-change.ts';
import type {
  ContainerRuntime,
  RunningContainer,
  Start,
  StartRequest,
} from './container-runtime.ts';
import { runPreStop } from './run-pre-stop.ts';
import { runProbes } from './run-probes.ts';
import { leastGraceMs } from './stopping.ts';

export interface RunParts {
  readonly runtime: ContainerRuntime;
  readonly clock: Clock;
  readonly probeSecondMs: number;
  readonly report: (change: ContainerChange) => void;
}

/** One start of a container, from its first try to its end. */
export interface ContainerRun {
  /** Ends it, after the grace period by force; gives a start up that is still under way. Only a shorter grace overrules an earlier call. */
  readonly stop: (graceMs: number) => void;
  /** Settles after the last report, when nothing runs; never rejects. */
  readonly over: Promise<void>;
}

/** Starts a container and reports what becomes of it. */
export function runContainer(request: StartRequest, parts: RunParts): ContainerRun {
  const starting = new AbortController();
  const stopping = new AbortController();
  const over = new AbortController();
  const { clock } = parts;
  let running: RunningContainer | undefined;
  let stopAt = Number.POSITIVE_INFINITY;
  let hook: { readonly ended: Promise<void>; readonly abort: () => void } | undefined;

  const stop = (graceMs: number): void => {
    const at = clock.now().getTime() + graceMs;
    if (at >= stopAt) return;
    stopAt = at;
    stopping.abort();
    if (running) end(running, graceMs);
    else starting.abort();
  };

  const end = (container: RunningContainer, graceMs: number): void => {
    const { preStop } = request.container.lifecycle ?? {};
    hook?.abort(); // less time than when it began
    if (preStop === undefined || graceMs <= 0) {
      container.stop(graceMs);
      return;
    }
    hook ??= startHook(preStop, container, graceMs);
    void hook.ended.then(() => {
      container.stop(Math.max(leastGraceMs, stopAt - clock.now().getTime()));
    });
  };

  const startHook = (preStop: V1LifecycleHandler, container: RunningContainer, graceMs: number) => {
    const aborted = new AbortController();
    const ended = runPreStop(preStop, { container, clock, graceMs }, aborted.signal);
    return { ended, abort: () => aborted.abort() };
  };

  const run = async (): Promise<void> => {
    const start = await tryStart(request, parts.runtime, starting.signal);
    if (!start.started) {
      if (!starting.signal.aborted) parts.report({ what: 'refused', ...start });
      return;
    }
    running = start.running;
    parts.report({ what: 'running', containerId: running.containerId });
    // Told to stop while it started, by a runtime that did not look at the signal in time.
    if (starting.signal.aborted) running.stop(Math.max(0, stopAt - clock.now().getTime()));
    const graceMs = (request.pod.spec?.terminationGracePeriodSeconds ?? 30) * 1_000;
    const fail = (own: number | undefined): void => stop(own === undefined ? graceMs : own * 1_000);
    // Not waited for: a probe may hang, and says nothing any more once it is aborted.
    void runProbes(
      request.container,
      running,
      { ...parts, fail: (probe) => fail(probe.terminationGracePeriodSeconds) },
      { over: over.signal, stopping: stopping.signal },
    );
    const exit = await running.exited;
    for (const what of [over, stopping, hook]) what?.abort();
    parts.report({ what: 'ended', exit });
  };
  return { stop, over: run() };
}

async function tryStart(
  request: StartRequest,
  runtime: ContainerRuntime,
  signal: AbortSignal,
): Promise<Start> {
  try {
    return await runtime.start(request, signal);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { started: false, reason: 'CreateContainerError', message };
  }
}
