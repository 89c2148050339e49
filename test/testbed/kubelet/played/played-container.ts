import type { V1Container, V1Pod } from '@kubernetes/client-node';
import type { Clock } from '../../clock.ts';
import type { Exit, RunningContainer } from '../container-runtime.ts';
import { exitWith, type Play } from './play.ts';
import type { PlayedLog } from './played-log.ts';

export interface PlayedContainerParts {
  readonly id: string;
  readonly pod: V1Pod;
  readonly container: V1Container;
  readonly play: Play;
  readonly clock: Clock;
  readonly log: PlayedLog;
}

/** How its probes answer, where a test has said so. */
export interface Health {
  readonly ready?: boolean;
  readonly alive?: boolean;
}

/** A container that a play runs in, and the strings that a test pulls. */
export interface PlayedContainer {
  readonly pod: V1Pod;
  readonly name: string;
  readonly log: PlayedLog;
  readonly running: RunningContainer;
  readonly exit: (exitCode: number) => void;
  readonly set: (health: Health) => void;
}

/** Begins a play; its times count from now. */
export function playContainer(parts: PlayedContainerParts): PlayedContainer {
  const { id, pod, container, play, clock, log } = parts;
  const over = new AbortController();
  const startedAt = clock.now().getTime();
  let health: Health = {};
  let settle: (exit: Exit) => void = () => {};
  const exited = new Promise<Exit>((resolve) => {
    settle = resolve;
  });
  const end = (exit: Exit): void => {
    over.abort();
    settle(exit);
  };
  const endAfter = async (ms: number, exit: Exit): Promise<void> => {
    await clock.wait(ms, over.signal);
    if (!over.signal.aborted) end(exit);
  };
  const stop = (graceMs: number): void => {
    const { terminationMs = 0, terminationCode = 0 } = play;
    if (terminationMs <= graceMs) void endAfter(terminationMs, exitWith(terminationCode));
    void endAfter(graceMs, exitWith(137));
  };
  const isWarm = (): boolean => clock.now().getTime() - startedAt >= (play.readyAfterMs ?? 0);

  if (play.exits) void endAfter(play.exits.afterMs, exitWith(play.exits.exitCode));
  if (play.outOfMemoryAfterMs !== undefined) {
    void endAfter(play.outOfMemoryAfterMs, { exitCode: 137, reason: 'OOMKilled' });
  }
  return {
    pod,
    name: container.name,
    log,
    running: {
      containerId: id,
      exited,
      stop,
      probe: async (probe) => {
        // The kubelet hands over the probe of the container as it is, which is how it is told apart.
        if (probe === container.livenessProbe) return health.alive ?? true;
        return probe === container.startupProbe ? isWarm() : (health.ready ?? isWarm());
      },
    },
    exit: (exitCode) => end(exitWith(exitCode)),
    set: (change) => {
      health = { ...health, ...change };
    },
  };
}
