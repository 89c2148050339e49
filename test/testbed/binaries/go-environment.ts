// By the names that Node has for them; whatever else there is Go finds out.
const processors: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * What a build is run with: the user's proxy, caches and credentials, but nothing of theirs that would make it one for
 * another machine, or of other modules. `scratch` takes what Go would leave behind when it is killed.
 */
export function goEnvironment(
  user: NodeJS.ProcessEnv,
  scratch: string,
): Readonly<Record<string, string>> {
  const kept = Object.entries(user).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const processor = processors[process.arch];
  return {
    ...Object.fromEntries(kept),
    CGO_ENABLED: '0',
    GO111MODULE: 'on',
    GOFLAGS: '-mod=readonly',
    GOOS: process.platform,
    ...(processor !== undefined && { GOARCH: processor }),
    GOTMPDIR: scratch,
    GOWORK: 'off',
  };
}
