/** Tells whether Kubernetes knows sidecars itself: init containers that go on running, end with the pod, and let a job end. */
export function hasNativeSidecars([major, minor]: readonly [number, number]): boolean {
  return major > 1 || minor >= 29;
}
