import type { Instant } from '../../model/units.ts';
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
  /** Whether a list has been read, refused or given up since the start: who only reports need wait no longer. */
  wasTried(): boolean;
  /** When the copy was last known to be new, while it is not; `undefined` while list and watch work. */
  staleSince(): Instant | undefined;
  /**
   * Why the server has nothing to list, while it says so: the kind is not installed, or reading it is forbidden. The copy is
   * then as it was before, and it is not synced if it never was.
   */
  unavailable(): 'notFound' | 'forbidden' | undefined;
  /** Reads the copy newer than a write of our own, before the watch brings it: ignored where the copy is as new. */
  learn(object: T): void;
  /** Runs until `abort` fires; calls `changed` with the name of each object that came, changed or went. */
  run(changed: (objectName: string) => void, abort: AbortSignal): Promise<void>;
}
