import type { V1Container, V1Pod, V1Probe } from '@kubernetes/client-node';

/** Why a container is not started, as a kubelet says it in `state.waiting.reason`. */
export type WaitingReason =
  | 'ErrImagePull'
  | 'ImagePullBackOff'
  | 'InvalidImageName'
  | 'CreateContainerConfigError'
  | 'CreateContainerError'
  /** Something the pod needs, such as a volume, is not there yet. */
  | 'ContainerCreating';

/** Why a container ended, as a kubelet says it in `state.terminated.reason`. */
export const exitReasons = [
  'Completed',
  'Error',
  'OOMKilled',
  'ContainerCannotRun',
  'StartError',
] as const;

/** How a container ended; `exitCode` is 128 + the signal's number when a signal ended it. */
export interface Exit {
  readonly exitCode: number;
  readonly reason: (typeof exitReasons)[number];
  readonly message?: string;
}

export interface StartRequest {
  readonly pod: V1Pod;
  readonly container: V1Container;
  readonly podIp: string;
  /** How often this container was started before; a restart is a new start. */
  readonly restarts: number;
}

/** The answer to a start: it runs, or it waits and is tried again after the back-off. */
export type Start =
  | { readonly started: true; readonly running: RunningContainer }
  | { readonly started: false; readonly reason: WaitingReason; readonly message: string };

export interface RunningContainer {
  readonly containerId: string;
  /** Settles once, when the container has ended and nothing of it runs any more; never rejects. */
  readonly exited: Promise<Exit>;
  /** Asks it to end (SIGTERM), and ends it after the grace period (SIGKILL); a second call may only shorten it. */
  readonly stop: (graceMs: number) => void;
  /** Carries a probe out once; false when it fails or takes longer than its `timeoutSeconds`. */
  readonly probe: (probe: V1Probe, signal: AbortSignal) => Promise<boolean>;
}

/** What a kubelet asks of whatever holds its containers: played ones, or local processes. */
export interface ContainerRuntime {
  readonly name: string;
  readonly start: (request: StartRequest, signal: AbortSignal) => Promise<Start>;
  /** The output of a container's last (or the one before it, `previous`) start, as far as it is kept. */
  readonly logs: (of: LogsOf) => Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Frees what is kept of a pod that is gone: folders, addresses, logs. */
  readonly forget: (podUid: string) => Promise<void>;
}

export interface LogsOf {
  readonly podUid: string;
  readonly container: string;
  readonly previous: boolean;
  readonly follow: boolean;
  readonly signal: AbortSignal;
}
