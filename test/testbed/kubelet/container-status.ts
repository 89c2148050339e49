import { createHash } from 'node:crypto';
import type {
  V1ContainerState,
  V1ContainerStateTerminated,
  V1ContainerStateWaiting,
  V1ContainerStatus,
} from '@kubernetes/client-node';
import type { ContainerRecord, ContainerState, Ended } from './container-record.ts';
import type { PodStage } from './pod-phase.ts';
import { type Wire, wireTime } from './wire.ts';

type Waiting = Wire<V1ContainerStateWaiting>;
type Terminated = Wire<V1ContainerStateTerminated>;

export interface ContainerView {
  readonly stage: PodStage;
  readonly now: Date;
  /** `name_namespace(uid)`, as messages name a pod. */
  readonly podText: string;
  /** The init containers are through. */
  readonly initialized: boolean;
}

/** One entry of `containerStatuses` or `initContainerStatuses`. */
export function containerStatus(
  record: ContainerRecord,
  view: ContainerView,
): Wire<V1ContainerStatus> {
  const { container, restarts, role } = record;
  const { state, last = record.last } = stateOf(record, view);
  const runs = record.state.kind === 'running';
  const id = containerId(record.state);
  const isReady = runs && record.state.ready;
  const isDone = role === 'init' && state.terminated?.exitCode === 0;
  const image = container.image ?? '';
  return {
    name: container.name,
    image,
    imageID:
      record.state.kind === 'created' || record.state.kind === 'refused' ? '' : digest(image),
    ready: isReady || isDone,
    started: runs && record.state.started,
    restartCount: restarts,
    state,
    lastState: last ? { terminated: terminated(last) } : {},
    ...(id !== undefined && { containerID: id }),
  };
}

interface Shown {
  readonly state: Wire<V1ContainerState>;
  readonly last?: Ended;
}

function stateOf(record: ContainerRecord, view: ContainerView): Shown {
  const { state } = record;
  switch (state.kind) {
    case 'created':
      return { state: created(record, view) };
    case 'refused':
      return { state: { waiting: refused(record, state, view) } };
    case 'running':
      return { state: { running: { startedAt: wireTime(state.startedAt) } } };
    case 'ended': {
      const { ended, restartAt } = state;
      if (view.stage === 'running' && restartAt !== undefined && restartAt > view.now) {
        const message = `back-off ${(record.delayMs ?? 0) / 1_000}s restarting failed container=${record.container.name} pod=${view.podText}`;
        return { state: { waiting: { reason: 'CrashLoopBackOff', message } }, last: ended };
      }
      return { state: { terminated: terminated(ended) } };
    }
  }
}

function created({ role }: ContainerRecord, view: ContainerView): Wire<V1ContainerState> {
  if (!view.initialized) return { waiting: { reason: 'PodInitializing' } };
  if (view.stage === 'stopped' && role === 'main') {
    const message = 'The container could not be located when the pod was terminated';
    return { terminated: { exitCode: 137, reason: 'ContainerStatusUnknown', message } };
  }
  return { waiting: { reason: 'ContainerCreating' } };
}

function refused(
  { container }: ContainerRecord,
  state: Extract<ContainerState, { kind: 'refused' }>,
  { now }: ContainerView,
): Waiting {
  if (state.reason !== 'ErrImagePull' || now < state.backingOffAt) {
    return { reason: state.reason, message: state.message };
  }
  const message = `Back-off pulling image "${container.image}": ErrImagePull: ${state.message}`;
  return { reason: 'ImagePullBackOff', message };
}

function terminated({ containerId, startedAt, endedAt, exit }: Ended): Terminated {
  const { exitCode, reason, message } = exit;
  return {
    exitCode,
    reason,
    ...(message !== undefined && { message }),
    startedAt: wireTime(startedAt),
    finishedAt: wireTime(endedAt),
    containerID: containerId,
  };
}

function containerId(state: ContainerState): string | undefined {
  if (state.kind === 'running') return state.containerId;
  return state.kind === 'ended' ? state.ended.containerId : undefined;
}

// Nothing is pulled, so the digest is of the name: equal images have equal ids, as readers expect.
function digest(image: string): string {
  return `${image.split('@')[0]}@sha256:${createHash('sha256').update(image).digest('hex')}`;
}
