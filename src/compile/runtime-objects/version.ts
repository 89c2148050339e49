import type { Environment } from '../../model/environment.ts';

/** Tells whether the Kubernetes of an environment is this version or a newer one. */
export function isAtLeast(
  { versions: { kubernetes } }: Environment,
  major: number,
  minor: number,
): boolean {
  const [hasMajor, hasMinor] = kubernetes;
  return hasMajor > major || (hasMajor === major && hasMinor >= minor);
}
