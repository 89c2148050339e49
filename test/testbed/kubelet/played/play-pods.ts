import type { V1Container } from '@kubernetes/client-node';
import { type Clock, systemClock } from '../../clock.ts';
import type { ContainerRuntime, Start, StartRequest } from '../container-runtime.ts';
import type { Play } from './play.ts';
import { type Health, type PlayedContainer, playContainer } from './played-container.ts';
import { followLog, makeLog, type PlayedLog } from './played-log.ts';

/** A pod's containers, or only the one that is named. */
export interface PlayedName {
  readonly namespace: string;
  readonly name: string;
  readonly container?: string;
}

/** A runtime that only plays containers, and lets a test drive them. All drivers throw when no such container runs. */
export interface PlayedRuntime extends ContainerRuntime {
  /** Ends its containers with this code, as if by themselves. */
  readonly exit: (pod: PlayedName, exitCode: number) => void;
  /** Lets its probes for readiness pass from now on. */
  readonly makeReady: (pod: PlayedName) => void;
  /** Lets its probes for readiness fail from now on. */
  readonly makeUnready: (pod: PlayedName) => void;
  /** Lets its probes for liveness fail from now on, until it is started again. */
  readonly makeSick: (pod: PlayedName) => void;
  /** Adds to what its containers wrote. */
  readonly write: (pod: PlayedName, text: string) => void;
}

/** Plays each start of a container as `playOf` then says; a test may answer differently from one start to the next. */
export function playPods(
  playOf: (request: StartRequest) => Play = () => ({}),
  clock: Clock = systemClock,
): PlayedRuntime {
  const running = new Map<string, PlayedContainer>();
  const logs = new Map<string, readonly PlayedLog[]>();
  let count = 0;

  const each = ({ namespace, name, container }: PlayedName): readonly PlayedContainer[] => {
    const found = [...running.values()].filter(
      (played) =>
        played.pod.metadata?.namespace === namespace &&
        played.pod.metadata.name === name &&
        (container === undefined || played.name === container),
    );
    if (found.length === 0) throw new Error(`no container of pod ${namespace}/${name} runs`);
    return found;
  };
  const set = (pod: PlayedName, health: Health): void => {
    for (const played of each(pod)) played.set(health);
  };
  const start = async (request: StartRequest, signal: AbortSignal): Promise<Start> => {
    const play = playOf(request);
    const { pod, container } = request;
    if (play.image === 'missing') {
      const message = `failed to pull image "${container.image}": not found`;
      return { started: false, reason: 'ErrImagePull', message };
    }
    await clock.wait(startMs(play, container), signal);
    if (signal.aborted) throw new Error('stopped before it started');
    const key = logKey(pod.metadata!.uid!, container.name);
    const log = makeLog(play.log ?? '');
    logs.set(key, [log, ...(logs.get(key) ?? [])].slice(0, 2));
    const played = playContainer({ id: `played://${++count}`, pod, container, play, clock, log });
    running.set(key, played);
    void played.running.exited.then(() => {
      log.end();
      if (running.get(key) === played) running.delete(key);
    });
    return { started: true, running: played.running };
  };
  return {
    name: 'played',
    start,
    logs: async ({ podUid, container, previous, follow, signal }) => {
      const log = logs.get(logKey(podUid, container))?.[previous ? 1 : 0];
      return log && followLog(log, follow, signal);
    },
    forget: async (podUid) => {
      for (const key of logs.keys()) if (key.startsWith(`${podUid}/`)) logs.delete(key);
    },
    exit: (pod, exitCode) => {
      for (const { exit } of each(pod)) exit(exitCode);
    },
    makeReady: (pod) => set(pod, { ready: true }),
    makeUnready: (pod) => set(pod, { ready: false }),
    makeSick: (pod) => set(pod, { alive: false }),
    write: (pod, text) => {
      for (const { log } of each(pod)) log.write(text);
    },
  };
}

function startMs(
  { startsAfterMs = 0, readyAfterMs = 0 }: Play,
  { readinessProbe, startupProbe }: V1Container,
): number {
  const isProbed = readinessProbe !== undefined || startupProbe !== undefined;
  return startsAfterMs + (isProbed ? 0 : readyAfterMs);
}

function logKey(podUid: string, container: string): string {
  return `${podUid}/${container}`;
}
