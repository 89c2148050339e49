/** The first two numbers of a version; 1.9 is older than 1.10. */
export type Version = readonly [major: number, minor: number];

/** Tells whether a version is this one or a newer one. */
export function isAtLeast([major, minor]: Version, [leastMajor, leastMinor]: Version): boolean {
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
