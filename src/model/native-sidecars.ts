import { isAtLeast, type Version } from './version.ts';

/** Tells whether Kubernetes knows sidecars itself: init containers that go on running, end with the pod, and let a job end. */
export function hasNativeSidecars(kubernetes: Version): boolean {
  return isAtLeast(kubernetes, [1, 29]);
}
