import type { KubeObject } from './api-client.ts';

/**
 * A copy of all objects of one resource in one namespace (or of one that lies in none), kept by list and watch. It survives
 * every failure of the API server; what it holds is then old, and `staleSince` says since when.
 */
export interface Informer<T extends KubeObject = KubeObject> {
  /** Such as `deployments.apps in montage`; for logs. */
  readonly name: string;
  get(objectName: string): T | undefined;
  list(): readonly T[];
  /** Whether one list has been read since the start. */
  hasSynced(): boolean;
  /** Reads the copy newer than a write of our own, before the watch brings it: ignored where the copy is as new. */
  learn(object: T): void;
  /** Runs until `abort` fires; calls `changed` with the name of each object that came, changed or went. */
  run(changed: (objectName: string) => void, abort: AbortSignal): Promise<void>;
}
