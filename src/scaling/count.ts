/** The most replicas that Kubernetes can count. */
export const mostWorkers = 2_147_483_647;

/** A number of workers from any number: whole, rounded up, 0 or more; what is no number is 0. */
export function count(value: number): number {
  if (!(value > 0)) return 0;
  return Math.min(Math.ceil(value), mostWorkers);
}

/** `value` within the two; where they contradict each other, the upper one wins. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
