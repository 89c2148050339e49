import type { V1Container } from '@kubernetes/client-node';
import type { Exit, WaitingReason } from './container-runtime.ts';
import type { Wire } from './wire.ts';

export type ContainerRole = 'init' | 'sidecar' | 'main';

export interface Ended {
  readonly containerId: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly exit: Exit;
}

export type ContainerState =
  | { readonly kind: 'created' }
  | {
      readonly kind: 'refused';
      readonly reason: WaitingReason;
      readonly message: string;
      /** From here to the retry an image that cannot be pulled is shown as ImagePullBackOff. */
      readonly backingOffAt: Date;
      readonly retryAt: Date;
    }
  | {
      readonly kind: 'running';
      readonly containerId: string;
      readonly startedAt: Date;
      /** Its startup probe passed, or it has none. */
      readonly started: boolean;
      readonly ready: boolean;
    }
  /** Without `restartAt` it stays ended. */
  | { readonly kind: 'ended'; readonly ended: Ended; readonly restartAt?: Date };

/** What the kubelet knows of one container of a pod; statuses and decisions are computed from it. */
export interface ContainerRecord {
  readonly container: Wire<V1Container>;
  readonly role: ContainerRole;
  readonly state: ContainerState;
  /** How the start before the present state ended. */
  readonly last?: Ended;
  readonly restarts: number;
  /** The back-off that the last restart or retry had to wait; absent before the first. */
  readonly delayMs?: number;
}
